/**
 * What has come to a halt: cases, tasks, jobs and deliveries that nobody would move, and
 * the remedy for each.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "notification", "tasks",
        "tasks :: usecase", "tasks :: list" })
@NullMarked
package org.sanxing.checks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
