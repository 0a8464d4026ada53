/** Signs that an entry was, or is to be, closed on paper only (纸面销号). */
@NullMarked
package org.sanxing.ledger.signs;

import org.jspecify.annotations.NullMarked;
