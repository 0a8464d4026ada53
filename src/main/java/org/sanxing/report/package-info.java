/** Progress upwards: the weekly and monthly report to the party group. */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "document", "notification", "ledger",
        "rectification" })
@NullMarked
package org.sanxing.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
