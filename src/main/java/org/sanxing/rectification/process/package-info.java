/** The engine's side of the work on an entry. */
@NullMarked
package org.sanxing.rectification.process;

import org.jspecify.annotations.NullMarked;
