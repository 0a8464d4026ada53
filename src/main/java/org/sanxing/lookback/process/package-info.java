/** The engine's side of looking back. */
@NamedInterface("process")
@NullMarked
package org.sanxing.lookback.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
