/** What is done with an entry: one class, one verb. */
@NullMarked
package org.sanxing.rectification.usecase;

import org.jspecify.annotations.NullMarked;
