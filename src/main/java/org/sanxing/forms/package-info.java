/** Reads a form file, renders it and validates what was filled in against it. */
@ApplicationModule(allowedDependencies = { "common" })
@NullMarked
package org.sanxing.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
