/** Entries that the branch registers itself: by hand and from Excel. */
@NullMarked
package org.sanxing.registration.source;

import org.jspecify.annotations.NullMarked;
