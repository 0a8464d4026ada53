/** How much of a material was written elsewhere too: a hint for those who review it. */
@ApplicationModule(
        allowedDependencies = { "common", "organization", "forms", "campaign", "reflection", "reflection :: web" })
@NullMarked
package org.sanxing.likeness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
