/**
 * One problem, one file: the whole of an entry as a page, in the API, on paper and in
 * Excel, with signs of closing on paper.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "document", "attachment", "tasks",
        "campaign", "reflection", "likeness", "ledger", "rectification", "meeting", "lookback" })
@NullMarked
package org.sanxing.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
