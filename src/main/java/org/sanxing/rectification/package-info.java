/**
 * The work on an entry: measures, progress, the request for close-out, verification,
 * vote, redo and extension.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "workflow", "forms", "attachment",
        "notification", "tasks", "ledger" })
@NullMarked
package org.sanxing.rectification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
