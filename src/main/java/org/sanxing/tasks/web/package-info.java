/** The task list on pages and in the API. */
@NullMarked
package org.sanxing.tasks.web;

import org.jspecify.annotations.NullMarked;
