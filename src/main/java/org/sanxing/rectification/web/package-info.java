/** The tasks of an entry and the acceptance checklists on pages and in the API. */
@NullMarked
package org.sanxing.rectification.web;

import org.jspecify.annotations.NullMarked;
