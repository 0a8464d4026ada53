/** The engine's side of registration. */
@NullMarked
package org.sanxing.registration.process;

import org.jspecify.annotations.NullMarked;
