/** Meetings as people and scripts see them. */
@NullMarked
package org.sanxing.ledger.meeting.web;

import org.jspecify.annotations.NullMarked;
