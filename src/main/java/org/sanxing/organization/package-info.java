/**
 * Departments, staff, branches, who heads and who supervises what, and the roles people
 * hold.
 */
@ApplicationModule(allowedDependencies = { "common" })
@NullMarked
package org.sanxing.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
