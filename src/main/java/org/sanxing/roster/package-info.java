/** The whole organisation from an Excel file: what stands in it, cell by cell. */
@ApplicationModule(allowedDependencies = { "common", "organization", "document", "attachment" })
@NullMarked
package org.sanxing.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
