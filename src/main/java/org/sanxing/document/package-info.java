/**
 * Documents in the official layout, what a Word file says, and the codes by which a copy
 * that was taken can be traced to who took it.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "audit" })
@NullMarked
package org.sanxing.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
