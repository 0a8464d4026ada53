package org.sanxing.audit;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * The record is kept for so long, and these events are older.
 *
 * @param until the last day of which there are some among them
 * @param on the day from which they are removed; null where they were
 */
public record RecordPurged(long events, LocalDate until, @Nullable LocalDate on) {

}
