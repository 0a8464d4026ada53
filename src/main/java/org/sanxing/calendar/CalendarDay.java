package org.sanxing.calendar;

import java.time.LocalDate;

/**
 * A day that differs from Monday to Friday.
 *
 * @param working true for a made-up weekend (调休), false for a holiday
 * @param name the holiday that it belongs to
 */
record CalendarDay(LocalDate date, boolean working, String name) {

}
