/** Looking back on closed entries (回头看): whether what was put right still holds. */
@NullMarked
package org.sanxing.ledger.lookback;

import org.jspecify.annotations.NullMarked;
