/** Entries from other sources than materials: registered by hand or imported. */
@NullMarked
package org.sanxing.ledger.source;

import org.jspecify.annotations.NullMarked;
