/** Working days, holidays, made-up days and deadline arithmetic. */
@ApplicationModule(allowedDependencies = { "common", "organization" })
@NullMarked
package org.sanxing.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
