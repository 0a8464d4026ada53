package org.sanxing.ledger;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What follows from a registration by itself: the story of the entry begins. */
public record LedgerEntryOpened(LedgerEntry entry) implements DomainEvent {

    public static final String CASE_TYPE = "ledgerEntry";

    @Override
    public AuditRecord record() {
        LedgerEntry.Source source = this.entry.source();
        return AuditRecord.of(this.entry.id(), CASE_TYPE, "opened", AuditRecord.SYSTEM)
            .detail("number", this.entry.number().toString())
            .detail("title", this.entry.title())
            .detail("responsible", this.entry.responsible())
            .detail("deadlineClass", this.entry.deadlineClass().id())
            .detail("dueOn", this.entry.dueOn().toString())
            .detail("registeredBy", this.entry.registeredBy())
            .detail("reflection", source.reflectionId())
            .detail("reflectionVersion", source.version())
            .detail("problem", source.problem())
            .detail("source", source.ofMaterial() ? null : source.kind())
            .detail("sourceName", source.name())
            .detail("sourceDocument", source.document())
            .detail("sourceItem", source.item())
            .detail("foundOn", (source.discoveredOn() != null) ? source.discoveredOn().toString() : null);
    }

}
