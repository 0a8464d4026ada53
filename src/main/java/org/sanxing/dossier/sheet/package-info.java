/** The file and the ledger on paper and in Excel. */
@NullMarked
package org.sanxing.dossier.sheet;

import org.jspecify.annotations.NullMarked;
