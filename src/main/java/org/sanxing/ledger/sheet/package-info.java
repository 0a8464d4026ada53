/** The columns of the list, which each person chooses. */
@NullMarked
package org.sanxing.ledger.sheet;

import org.jspecify.annotations.NullMarked;
