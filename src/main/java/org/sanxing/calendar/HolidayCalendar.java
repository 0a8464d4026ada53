package org.sanxing.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Deadline arithmetic on a table of holidays and made-up days. */
final class HolidayCalendar implements WorkingCalendar {

    private final Supplier<CalendarDays.Snapshot> days;

    private final Supplier<CalendarDays.Snapshot> certain;

    private final Clock clock;

    private final ZoneId zone;

    private final WorkingHours hours;

    /**
     * @param certain for dates that are counted to be kept
     */
    HolidayCalendar(Supplier<CalendarDays.Snapshot> days, Supplier<CalendarDays.Snapshot> certain, Clock clock,
            ZoneId zone, WorkingHours hours) {
        this.days = days;
        this.certain = certain;
        this.clock = clock;
        this.zone = zone;
        this.hours = hours;
    }

    @Override
    public boolean isWorkingDay(LocalDate date) {
        CalendarDay day = this.days.get().days().get(date);
        if (day != null) {
            return day.working();
        }
        return !YearTable.isWeekend(date);
    }

    @Override
    public boolean isKnown(int year) {
        return this.days.get().years().contains(year);
    }

    @Override
    public LocalDate today() {
        return dateOf(this.clock.instant());
    }

    @Override
    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, this.zone);
    }

    @Override
    public Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(this.zone).toInstant().minusSeconds(1);
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        return workingDaysAway(from, days, 1);
    }

    @Override
    public LocalDate minusWorkingDays(LocalDate from, int days) {
        return workingDaysAway(from, days, -1);
    }

    @Override
    public LocalDate plusMonths(LocalDate from, int months) {
        return plusWorkingDays(from.plusMonths(months), 0);
    }

    @Override
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(to, from);
        }
        return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
    }

    private LocalDate workingDaysAway(LocalDate from, int days, int step) {
        if (days < 0) {
            throw new IllegalArgumentException("A negative number of working days: " + days);
        }
        this.certain.get();
        LocalDate date = from;
        int left = days;
        while (left > 0) {
            date = date.plusDays(step);
            if (isWorkingDay(date)) {
                left--;
            }
        }
        while (!isWorkingDay(date)) {
            date = date.plusDays(step);
        }
        return date;
    }

    @Override
    public Instant plusWorkingTime(Instant from, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A negative working time: " + time);
        }
        Duration left = time;
        LocalDate date = dateOf(from);
        while (true) {
            if (isWorkingDay(date)) {
                for (WorkingHours.Span span : this.hours.spans()) {
                    Instant begin = later(from, date.atTime(span.from()).atZone(this.zone).toInstant());
                    Instant end = date.atTime(span.until()).atZone(this.zone).toInstant();
                    Duration worked = Duration.between(begin, end);
                    if (begin.isBefore(end) && worked.compareTo(left) >= 0) {
                        return begin.plus(left);
                    }
                    if (begin.isBefore(end)) {
                        left = left.minus(worked);
                    }
                }
            }
            date = date.plusDays(1);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

}
