package org.sanxing.calendar;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;

/**
 * The system administrator takes back the last change of a year, whoever made it: one
 * step, no more.
 */
@UseCase
class UndoCalendarChange {

    private final CalendarChanges changes;

    UndoCalendarChange(CalendarChanges changes) {
        this.changes = changes;
    }

    CalendarYear execute(Command command) {
        this.changes.requireSystemAdministrator(command.actor());
        return this.changes.change(command.actor(), command.year(), command.revision(), false, (before) -> {
            List<CalendarDay> previous = before.previous();
            if (previous == null) {
                throw new Conflict("calendar-nothing-to-undo");
            }
            return new YearTable(command.year(), previous);
        });
    }

    /**
     * @param revision the one that was seen; null where it does not matter
     */
    record Command(String actor, int year, @Nullable Integer revision) {

    }

}
