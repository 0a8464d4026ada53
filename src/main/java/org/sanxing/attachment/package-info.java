/**
 * Files that people add to a case: checked by content, stored once by their hash, and
 * handed out only to who may read the case.
 */
@ApplicationModule(allowedDependencies = { "common", "organization", "audit", "document" })
@NullMarked
package org.sanxing.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
