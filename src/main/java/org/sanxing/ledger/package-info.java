/**
 * The problem ledger of each branch: registration of accepted materials and the entries
 * it opens.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "account", "calendar", "workflow", "forms",
        "tasks", "notification", "campaign", "reflection", "audit", "attachment", "document" })
@NullMarked
package org.sanxing.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
