package org.sanxing.calendar;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A year as it is kept.
 *
 * @param revision counts the saves; 0 where the year never had a table
 * @param changedBy account, or {@code system}; null where the year never had a table
 * @param previous the days before the last save, for one step back; null where there is
 * no way back
 */
record CalendarYear(YearTable table, int revision, @Nullable String changedBy, @Nullable Instant changedAt,
        @Nullable List<CalendarDay> previous) {

    public int year() {
        return this.table.year();
    }

    public boolean known() {
        return this.table.known();
    }

    public boolean undoable() {
        return this.previous != null;
    }

    public boolean shipped() {
        return ShippedHolidays.YEARS.contains(year());
    }

}
