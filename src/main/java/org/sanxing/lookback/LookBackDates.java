package org.sanxing.lookback;

import java.time.LocalDate;

import org.sanxing.calendar.WorkingCalendar;
import org.springframework.stereotype.Component;

/** When a look-back begins, also for pages. */
@Component
public class LookBackDates {

    private final WorkingCalendar calendar;

    LookBackDates(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** The date that was counted, or the next working day. */
    public LocalDate begins(LocalDate countedOn) {
        return this.calendar.plusWorkingDays(countedOn, 0);
    }

}
