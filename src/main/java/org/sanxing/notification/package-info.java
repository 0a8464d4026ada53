/**
 * In-app messages, mail, robots and webhooks, with one way in:
 * {@link org.sanxing.notification.Notifications#notify}.
 */
@ApplicationModule(allowedDependencies = { "common", "organization" })
@NullMarked
package org.sanxing.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
