/** The step of the review process that opens ledger entries. */
@NullMarked
package org.sanxing.ledger.process;

import org.jspecify.annotations.NullMarked;
