/**
 * Materials as Word files and on paper: out in the official layout, marked with who took
 * them, and in from what people fill.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "forms", "campaign", "document", "attachment",
        "reflection", "reflection :: usecase", "reflection :: web" })
@NullMarked
package org.sanxing.manuscript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
