package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.CamelCase;

/**
 * How soon a problem must be rectified, counted from registration (domain.md, Lengths of
 * time).
 */
public enum DeadlineClass {

    IMMEDIATE(0), SHORT(1), MEDIUM(3), LONG(6);

    private static final int IMMEDIATE_WORKING_DAYS = 5;

    private final int months;

    DeadlineClass(int months) {
        this.months = months;
    }

    /** As the HTTP contract, the forms and the database write it. */
    public String id() {
        return CamelCase.of(this);
    }

    public static Set<String> ids() {
        return Arrays.stream(values()).map(DeadlineClass::id).collect(Collectors.toSet());
    }

    public static Optional<DeadlineClass> of(String id) {
        return Arrays.stream(values()).filter((value) -> value.id().equals(id)).findFirst();
    }

    /** The last date of the rectification of something registered on {@code from}. */
    public LocalDate dueOn(LocalDate from, WorkingCalendar calendar) {
        return (this == IMMEDIATE) ? calendar.plusWorkingDays(from, IMMEDIATE_WORKING_DAYS)
                : calendar.plusMonths(from, this.months);
    }

}
