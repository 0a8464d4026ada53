package org.sanxing.tasks.list;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;

import org.springframework.stereotype.Component;

/** When tasks are due, and when their holders are reminded. */
@Component
public class DueTimes {

    /**
     * Reminders go out at nine in the morning, before the end of the day they stand for.
     */
    private static final Duration FROM_NINE_TO_MIDNIGHT = Duration.ofHours(15);

    private final WorkingCalendar calendar;

    private final Deadlines deadlines;

    DueTimes(WorkingCalendar calendar, Deadlines deadlines) {
        this.calendar = calendar;
        this.deadlines = deadlines;
    }

    LocalDate today() {
        return this.calendar.today();
    }

    /** The end of the day some working days after another. */
    Instant due(LocalDate startedOn, int workingDays) {
        return this.calendar.endOf(this.calendar.plusWorkingDays(startedOn, workingDays));
    }

    /** When something due on a date is late; null for none. */
    @Nullable Instant endOf(@Nullable LocalDate date) {
        return (date != null) ? this.calendar.endOf(date) : null;
    }

    /** None where it would come at once. */
    public @Nullable Instant reminder(@Nullable Instant dueAt, Instant now) {
        if (dueAt == null || this.deadlines.reminder() == 0) {
            return null;
        }
        LocalDate dueOn = this.calendar.dateOf(dueAt);
        Instant at = this.calendar.endOf(this.calendar.minusWorkingDays(dueOn, this.deadlines.reminder()))
            .minus(FROM_NINE_TO_MIDNIGHT);
        return at.isAfter(now) ? at : null;
    }

}
