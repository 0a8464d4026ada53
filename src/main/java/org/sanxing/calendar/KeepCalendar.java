package org.sanxing.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;

/** The system administrator keeps the holidays and made-up days of each year. */
@UseCase
class KeepCalendar {

    static final int LONGEST_NAME = 60;

    private final Organization organization;

    private final CalendarYears years;

    private final CalendarDays days;

    private final ObjectProvider<DeadlineKeeper> keepers;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepCalendar(Organization organization, CalendarYears years, CalendarDays days,
            ObjectProvider<DeadlineKeeper> keepers, ApplicationEventPublisher events, Clock clock) {
        this.organization = organization;
        this.years = years;
        this.days = days;
        this.keepers = keepers;
        this.events = events;
        this.clock = clock;
    }

    void requireSystemAdministrator(String actor) {
        if (!this.organization.rolesOf(actor).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("calendar-administrator-only");
        }
    }

    /**
     * Enters all days of a year.
     * @param revision the one that was seen; null where it does not matter
     */
    CalendarYear enter(String actor, int year, @Nullable List<@Nullable Day> days, @Nullable Integer revision) {
        requireSystemAdministrator(actor);
        YearTable wanted = checked(year, days);
        return change(actor, year, revision, true, (before) -> wanted);
    }

    CalendarYear enter(String actor, YearTable table, @Nullable Integer revision) {
        List<@Nullable Day> days = new ArrayList<>();
        table.days().forEach((day) -> days.add(new Day(day.date(), day.working(), day.name())));
        return enter(actor, table.year(), days, revision);
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
            String name = Texts.strip(day.name());
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

    /** Monday to Friday count again, and the dates of the year are provisional. */
    CalendarYear remove(String actor, int year, @Nullable Integer revision) {
        requireSystemAdministrator(actor);
        return change(actor, year, revision, true, (before) -> {
            if (!before.known()) {
                throw new NotFound("calendar-year");
            }
            return new YearTable(year, List.of());
        });
    }

    /** Takes back the last change of a year, whoever made it: one step, no more. */
    CalendarYear undo(String actor, int year, @Nullable Integer revision) {
        requireSystemAdministrator(actor);
        return change(actor, year, revision, false, (before) -> {
            List<CalendarDay> previous = before.previous();
            if (previous == null) {
                throw new Conflict("calendar-nothing-to-undo");
            }
            return new YearTable(year, previous);
        });
    }

    /**
     * @param change from what is there to the table that is wanted
     * @param undoable whether the table that was there can be had back
     * @return the year as it is then; as it was where nothing differs
     */
    private CalendarYear change(String actor, int year, @Nullable Integer revision, boolean undoable,
            Function<CalendarYear, YearTable> change) {
        try {
            CalendarYear before = this.years.lock(year);
            if (revision != null && revision != before.revision()) {
                throw new Conflict("calendar-changed", year).by(before.changedBy(), before.changedAt())
                    .with("revision", before.revision());
            }
            YearTable wanted = change.apply(before);
            if (wanted.equals(before.table())) {
                return before;
            }
            List<CalendarDay> previous = undoable ? before.table().days() : null;
            if (before.revision() == 0) {
                this.years.add(wanted, previous, actor, this.clock.instant());
            }
            else {
                this.years.replace(wanted, previous, actor, this.clock.instant());
            }
            this.days.answerBy(wanted);
            this.events.publishEvent(CalendarChanged.of(actor, wanted));
            return this.years.get(year);
        }
        catch (DuplicateKeyException | PessimisticLockingFailureException ex) {
            // Somebody else entered the same year at the same moment.
            throw new Conflict("calendar-changed", year);
        }
    }

    /** How many open deadlines another table of a year would move. */
    int moved(YearTable wanted) {
        return this.days.asIf(wanted,
                () -> this.keepers.stream().mapToInt((keeper) -> keeper.deadlinesThatWouldMove(wanted.year())).sum());
    }

    /** A day as it is asked for. */
    record Day(@Nullable LocalDate date, @Nullable Boolean working, @Nullable String name) {

    }

}
