/** What is done with tasks. */
@NamedInterface("usecase")
@NullMarked
package org.sanxing.tasks.usecase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
