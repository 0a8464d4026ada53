package org.sanxing.calendar;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** What all changes of a year have in common. */
@Component
class CalendarChanges {

    private final Organization organization;

    private final CalendarYears years;

    private final CalendarDays days;

    private final ObjectProvider<DeadlineKeeper> keepers;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CalendarChanges(Organization organization, CalendarYears years, CalendarDays days,
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
     * Changes a year in the transaction that runs.
     * @param revision the one that was seen; null where it does not matter
     * @param change from what is there to the table that is wanted
     * @param undoable whether the table that was there can be had back
     * @return the year as it is then; as it was where nothing differs
     */
    CalendarYear change(String actor, int year, @Nullable Integer revision, boolean undoable,
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

}
