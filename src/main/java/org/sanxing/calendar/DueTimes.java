package org.sanxing.calendar;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** When what is to be done is due, and when those who have it are reminded. */
@Component
public class DueTimes {

    private final WorkingCalendar calendar;

    private final Deadlines deadlines;

    public DueTimes(WorkingCalendar calendar, Deadlines deadlines) {
        this.calendar = calendar;
        this.deadlines = deadlines;
    }

    /** The end of the day some working days after another. */
    public Instant due(LocalDate startedOn, int workingDays) {
        return this.calendar.endOf(this.calendar.plusWorkingDays(startedOn, workingDays));
    }

    /** None where it would come at once, or where nobody is to be reminded. */
    public @Nullable Instant reminder(@Nullable Instant dueAt, Instant now) {
        if (dueAt == null || this.deadlines.reminder() == 0) {
            return null;
        }
        Instant at = this.calendar
            .morningOf(this.calendar.minusWorkingDays(this.calendar.dateOf(dueAt), this.deadlines.reminder()));
        return at.isAfter(now) ? at : null;
    }

}
