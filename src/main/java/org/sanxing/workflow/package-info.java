/**
 * The embedded process engine: configuration, deployment of the models, typed variables,
 * case history.
 */
@ApplicationModule(allowedDependencies = { "common" })
@NullMarked
package org.sanxing.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
