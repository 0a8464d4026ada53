/** Pages, API and tasks of the rectification. */
@NullMarked
package org.sanxing.ledger.web;

import org.jspecify.annotations.NullMarked;
