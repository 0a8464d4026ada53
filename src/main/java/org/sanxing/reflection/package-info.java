/**
 * Materials, their versions, the problems they state, review decisions and remarks; the
 * review process.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "account", "calendar", "workflow", "forms",
        "tasks", "notification", "campaign", "attachment", "audit" })
@NullMarked
package org.sanxing.reflection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
