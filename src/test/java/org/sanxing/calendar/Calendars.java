package org.sanxing.calendar;

import java.time.Clock;
import java.time.ZoneId;

/** Calendars for tests, with the tables that ship and without a database. */
public final class Calendars {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private Calendars() {
    }

    public static WorkingCalendar shipped(Clock clock) {
        return shipped(clock, SHANGHAI);
    }

    static WorkingCalendar shipped(Clock clock, ZoneId zone) {
        CalendarDays.Snapshot days = CalendarDays.Snapshot
            .of(ShippedHolidays.YEARS.stream().flatMap((year) -> ShippedHolidays.of(year).stream()).toList());
        return new HolidayCalendar(() -> days, () -> days, clock, zone, WorkingHours.of("08:30-12:00,14:00-17:30"));
    }

}
