/** What is done with entries: one class, one verb. */
@NullMarked
package org.sanxing.ledger.usecase;

import org.jspecify.annotations.NullMarked;
