/** Progress upwards: what the party group is told of the ledger each week and month. */
@NullMarked
package org.sanxing.ledger.report;

import org.jspecify.annotations.NullMarked;
