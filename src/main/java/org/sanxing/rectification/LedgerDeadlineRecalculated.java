package org.sanxing.rectification;

import java.time.LocalDate;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;

/** A change of the calendar moved the last date of a rectification. */
record LedgerDeadlineRecalculated(LedgerEntry entry, LocalDate dueOn, int year) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.entry.id(), LedgerEntryOpened.CASE_TYPE, "deadlineRecalculated", AuditRecord.SYSTEM)
            .detail("number", this.entry.number().toString())
            .detail("dueOn", this.dueOn.toString())
            .detail("dueOnBefore", this.entry.dueOn().toString())
            .detail("calendarYear", this.year);
    }

}
