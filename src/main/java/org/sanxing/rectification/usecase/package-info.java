/** What is done with an entry. */
@NamedInterface("usecase")
@NullMarked
package org.sanxing.rectification.usecase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
