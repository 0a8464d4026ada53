/** Sign-in, passwords, lockout, personal tokens and the first three administrators. */
@ApplicationModule(allowedDependencies = { "common", "organization", "notification" })
@NullMarked
package org.sanxing.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
