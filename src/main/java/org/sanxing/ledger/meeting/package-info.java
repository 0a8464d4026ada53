/** The meetings that decide on close-outs, and on taking one back. */
@NullMarked
package org.sanxing.ledger.meeting;

import org.jspecify.annotations.NullMarked;
