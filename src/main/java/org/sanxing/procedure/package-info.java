/**
 * Every procedure that is a folder of models: its cases, versions, levels, register,
 * numbers and papers, by what the models declare. No procedure has code of its own.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "attachment",
        "audit", "document", "notification", "tasks", "tasks :: list" })
@NullMarked
package org.sanxing.procedure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
