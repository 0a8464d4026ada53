package org.sanxing.calendar;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

/**
 * The system administrator removes the table of a year: Monday to Friday count in it
 * again, and its dates are provisional.
 */
@UseCase
class RemoveCalendarYear {

    private final CalendarChanges changes;

    RemoveCalendarYear(CalendarChanges changes) {
        this.changes = changes;
    }

    CalendarYear execute(Command command) {
        this.changes.requireSystemAdministrator(command.actor());
        return this.changes.change(command.actor(), command.year(), command.revision(), true, (before) -> {
            if (!before.known()) {
                throw new NotFound("calendar-year");
            }
            return new YearTable(command.year(), List.of());
        });
    }

    /**
     * @param revision the one that was seen; null where it does not matter
     */
    record Command(String actor, int year, @Nullable Integer revision) {

    }

}
