package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;

/**
 * The system administrator enters the holidays and made-up days of a year, all of them.
 */
@UseCase
class ChangeCalendarYear {

    static final int LONGEST_NAME = 60;

    private final CalendarChanges changes;

    ChangeCalendarYear(CalendarChanges changes) {
        this.changes = changes;
    }

    CalendarYear execute(Command command) {
        this.changes.requireSystemAdministrator(command.actor());
        YearTable wanted = checked(command.year(), command.days());
        return this.changes.change(command.actor(), command.year(), command.revision(), true, (before) -> wanted);
    }

    /**
     * The policies: each day once, within the year, with a name; what is worked anyhow
     * needs no mention; a year has holidays.
     */
    static YearTable checked(int year, @Nullable List<@Nullable Day> days) {
        List<FieldError> errors = new ArrayList<>();
        if (year < YearTable.FIRST || year > YearTable.LAST) {
            errors.add(FieldError.of("year", "calendar-year", YearTable.FIRST, YearTable.LAST));
        }
        List<CalendarDay> checked = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        int index = 0;
        for (Day day : (days != null) ? days : List.<Day>of()) {
            String field = "days[" + index++ + "]";
            if (day == null || day.date() == null) {
                errors.add(FieldError.of(field + ".date", "calendar-date-missing"));
                continue;
            }
            String name = (day.name() != null) ? day.name().strip() : "";
            if (day.date().getYear() != year) {
                errors.add(FieldError.of(field + ".date", "calendar-other-year", day.date().toString(), year));
            }
            else if (!seen.add(day.date())) {
                errors.add(FieldError.of(field + ".date", "calendar-twice", day.date().toString()));
            }
            if (day.working() == null) {
                errors.add(FieldError.of(field + ".working", "calendar-working-missing"));
                continue;
            }
            if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                errors.add(FieldError.of(field + ".name", "calendar-name", LONGEST_NAME));
            }
            if (!day.working() || YearTable.isWeekend(day.date())) {
                checked.add(new CalendarDay(day.date(), day.working(), name));
            }
        }
        if (errors.isEmpty() && checked.isEmpty()) {
            errors.add(FieldError.of("days", "calendar-empty"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new YearTable(year, checked);
    }

    /**
     * @param revision the one that was seen; null where it does not matter
     */
    record Command(String actor, int year, @Nullable List<@Nullable Day> days, @Nullable Integer revision) {

        static Command of(String actor, YearTable table, @Nullable Integer revision) {
            return new Command(actor, table.year(), new ArrayList<>(
                    table.days().stream().map((day) -> new Day(day.date(), day.working(), day.name())).toList()),
                    revision);
        }

    }

    /** A day as it is asked for. */
    record Day(@Nullable LocalDate date, @Nullable Boolean working, @Nullable String name) {

    }

}
