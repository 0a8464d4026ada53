/** The engine's side of looking back. */
@NullMarked
package org.sanxing.lookback.process;

import org.jspecify.annotations.NullMarked;
