/** Looking back on what is closed: whether it lasts, or the problem came back. */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "attachment",
        "notification", "tasks", "ledger", "rectification" })
@NullMarked
package org.sanxing.lookback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
