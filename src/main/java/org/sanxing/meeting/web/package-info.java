/** The pages and the API of meetings. */
@NullMarked
package org.sanxing.meeting.web;

import org.jspecify.annotations.NullMarked;
