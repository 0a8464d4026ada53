/** The steps of rectification, and the step of the review that opens entries. */
@NullMarked
package org.sanxing.ledger.process;

import org.jspecify.annotations.NullMarked;
