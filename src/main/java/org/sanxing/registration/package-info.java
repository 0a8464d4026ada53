/** How entries come in: from accepted materials, by hand, and from Excel. */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "document",
        "attachment", "tasks", "campaign", "reflection", "ledger", "rectification" })
@NullMarked
package org.sanxing.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
