/** The ledger as a table: its columns, as Excel, and an entry on paper. */
@NullMarked
package org.sanxing.ledger.sheet;

import org.jspecify.annotations.NullMarked;
