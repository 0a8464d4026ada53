/** The engine's side of the work on an entry. */
@NamedInterface("process")
@NullMarked
package org.sanxing.rectification.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
