/**
 * The register of problems alone: entries with their numbers and deadlines, who may read
 * them, the list and its figures.
 */
@ApplicationModule(
        allowedDependencies = { "common", "organization", "calendar", "audit", "notification", "tasks", "campaign" })
@NullMarked
package org.sanxing.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
