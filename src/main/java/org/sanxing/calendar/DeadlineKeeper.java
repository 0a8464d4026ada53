package org.sanxing.calendar;

/**
 * A module that keeps dates which were counted on the working calendar, so that an
 * administrator can be told what a change would move before it is made. The change itself
 * is told by {@link CalendarChanged}.
 */
public interface DeadlineKeeper {

    /**
     * How many open deadlines would be on another date than the one that is kept, were
     * they counted now. While this is asked {@link WorkingCalendar} answers, in this
     * thread, by the days that are tried out. Changes nothing.
     * @param year whose days are tried out
     */
    int deadlinesThatWouldMove(int year);

}
