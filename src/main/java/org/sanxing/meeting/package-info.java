/** The meetings that decide on close-outs, and on taking one back. */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "audit",
        "document", "notification", "tasks", "ledger", "rectification" })
@NullMarked
package org.sanxing.meeting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
