package org.sanxing.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.CamelCase;

/**
 * A week, from Monday to Sunday, or a calendar month, in the organ's time zone.
 *
 * @param starts its first day
 * @param endsBefore the day after its last
 */
public record ReportPeriod(Kind kind, LocalDate starts, LocalDate endsBefore) {

    /** The one in which a day lies. */
    static ReportPeriod of(Kind kind, LocalDate day) {
        return switch (kind) {
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new ReportPeriod(kind, monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield new ReportPeriod(kind, first, first.plusMonths(1));
            }
        };
    }

    ReportPeriod previous() {
        return of(this.kind, this.starts.minusDays(1));
    }

    ReportPeriod next() {
        return of(this.kind, this.endsBefore);
    }

    public LocalDate last() {
        return this.endsBefore.minusDays(1);
    }

    /** Its first moment. */
    Instant from(WorkingCalendar calendar) {
        return midnight(this.starts, calendar);
    }

    /** The first moment that is no longer of it. */
    Instant to(WorkingCalendar calendar) {
        return midnight(this.endsBefore, calendar);
    }

    /** The first working day after it: when it is reported. */
    LocalDate reportedOn(WorkingCalendar calendar) {
        return calendar.plusWorkingDays(this.endsBefore, 0);
    }

    private static Instant midnight(LocalDate day, WorkingCalendar calendar) {
        return calendar.endOf(day.minusDays(1)).plusSeconds(1);
    }

    public enum Kind {

        WEEK, MONTH;

        /** As the HTTP contract and the database write it. */
        public String id() {
            return CamelCase.of(this);
        }

        public static Optional<Kind> of(String id) {
            return CamelCase.find(Kind.class, id);
        }

    }

}
