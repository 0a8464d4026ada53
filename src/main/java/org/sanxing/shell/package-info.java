/** The shell: layout, home, error pages, the security chain, idempotency. */
@ApplicationModule(allowedDependencies = { "common", "account", "organization", "tasks", "notification", "audit" })
@NullMarked
package org.sanxing.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
