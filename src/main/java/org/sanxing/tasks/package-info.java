/**
 * The task list: work items, their deadlines, and completing them through the module that
 * owns them.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "notification" })
@NullMarked
package org.sanxing.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
