/** What is done with a material. */
@NamedInterface("usecase")
@NullMarked
package org.sanxing.reflection.usecase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
