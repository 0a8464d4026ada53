package org.sanxing.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Deadline arithmetic on the organ's calendar (domain.md, Calendar): public holidays are
 * off, made-up weekends are worked; in a year that is not known Monday to Friday count.
 * Dates are in the organ's time zone ({@code sanxing.zone}, Asia/Shanghai).
 */
public interface WorkingCalendar {

    boolean isWorkingDay(LocalDate date);

    /** Whether the holidays of that year have been announced and entered. */
    boolean isKnown(int year);

    /** Today in the organ's time zone. */
    LocalDate today();

    /** The date of an instant in the organ's time zone. */
    LocalDate dateOf(Instant instant);

    /**
     * The last second of a date in the organ's time zone: when something due then is
     * late.
     */
    Instant endOf(LocalDate date);

    /**
     * Nine in the morning of a date in the organ's time zone, to the second: when people
     * are told of what is due.
     */
    default Instant morningOf(LocalDate date) {
        return endOf(date).minus(Duration.ofHours(15));
    }

    /**
     * The date some working days after another; the day itself does not count.
     * @param days 0 or more; 0 gives the date itself, or the next working day
     */
    LocalDate plusWorkingDays(LocalDate from, int days);

    /** The date some working days before another; the day itself does not count. */
    LocalDate minusWorkingDays(LocalDate from, int days);

    /**
     * The date some calendar months after another, clamped at the month's end, then moved
     * to the next working day.
     */
    LocalDate plusMonths(LocalDate from, int months);

    /**
     * Working days from one date to another, the first not counted, the last counted;
     * negative where the second lies before the first.
     */
    int workingDaysBetween(LocalDate from, LocalDate to);

    /**
     * The moment some working time after another: only the hours of working days count
     * ({@code sanxing.working-hours}, 08:30 to 12:00 and 14:00 to 17:30 by default).
     */
    Instant plusWorkingTime(Instant from, Duration time);

}
