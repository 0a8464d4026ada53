/**
 * The record of everything that happened: one hash chain per case, its verification, and
 * the trace.
 */
@ApplicationModule(allowedDependencies = { "common", "workflow" })
@NullMarked
package org.sanxing.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
