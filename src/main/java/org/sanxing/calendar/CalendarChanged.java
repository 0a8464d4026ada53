package org.sanxing.calendar;

import java.util.List;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * The days of a year were entered or changed. Published in the transaction that changes
 * them; {@link WorkingCalendar} answers by the new days from then on, so that whoever
 * keeps dates can recalculate them in a listener.
 *
 * @param actor account of the administrator, or {@code system} where a year came with the
 * application
 * @param days the whole new table: ISO date, then {@code off} or {@code worked}, then the
 * name, in order; empty where the table of the year was removed
 */
public record CalendarChanged(String actor, int year, List<String> days) implements DomainEvent {

    private static final String OFF = " off ";

    private static final String WORKED = " worked ";

    static CalendarChanged of(String actor, YearTable table) {
        return new CalendarChanged(actor, table.year(),
                table.days().stream().map((day) -> day.date() + (day.working() ? WORKED : OFF) + day.name()).toList());
    }

    @Override
    public AuditRecord record() {
        return AuditRecord.of("calendar", "calendar", "calendarChanged", this.actor)
            .object("year", String.valueOf(this.year))
            .detail("off", marked(OFF))
            .detail("worked", marked(WORKED));
    }

    private List<String> marked(String mark) {
        return this.days.stream().filter((day) -> day.contains(mark)).map((day) -> day.replace(mark, " ")).toList();
    }

}
