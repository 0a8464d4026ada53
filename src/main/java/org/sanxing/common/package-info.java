/**
 * Ids, the use-case stereotype, problem types and paging that every module shares; no
 * business word.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sanxing.common;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
