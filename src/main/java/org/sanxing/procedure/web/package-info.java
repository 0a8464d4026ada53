/** Procedures on pages: the catalogue, writing, a case, the registers. */
@NullMarked
package org.sanxing.procedure.web;

import org.jspecify.annotations.NullMarked;
