/** Signs that an entry was closed on paper only. */
@NullMarked
package org.sanxing.dossier.signs;

import org.jspecify.annotations.NullMarked;
