/** Common phrases (常用语): the organ's and each person's own, counted by use. */
@ApplicationModule(allowedDependencies = { "common", "organization" })
@NullMarked
package org.sanxing.phrase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
