/** Materials as Word files: out in the official layout, and in from what people fill. */
@NullMarked
package org.sanxing.reflection.word;

import org.jspecify.annotations.NullMarked;
