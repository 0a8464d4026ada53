package org.sanxing.calendar;

import java.util.List;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * The days of a year were entered or changed. Published in the transaction that changes
 * them; {@link WorkingCalendar} answers by the new days from then on, so that whoever
 * keeps dates can recalculate them in a listener.
 *
 * @param actor account of the administrator
 * @param days ISO date, then {@code off} or {@code worked}, in order
 */
public record CalendarChanged(String actor, int year, List<String> days) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("calendar", "calendar", "calendarChanged", this.actor)
            .object("year", String.valueOf(this.year))
            .detail("days", this.days);
    }

}
