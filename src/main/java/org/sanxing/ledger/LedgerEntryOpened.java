package org.sanxing.ledger;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What follows from a registration by itself: the story of the entry begins. */
public record LedgerEntryOpened(LedgerEntry entry) implements DomainEvent {

    public static final String CASE_TYPE = "ledgerEntry";

    @Override
    public AuditRecord record() {
        EntrySource source = this.entry.source();
        EntrySource.Reflection material = (source instanceof EntrySource.Reflection one) ? one : null;
        return AuditRecord.of(this.entry.id(), CASE_TYPE, "opened", AuditRecord.SYSTEM)
            .detail("number", this.entry.number().toString())
            .detail("title", this.entry.title())
            .detail("responsible", this.entry.responsible())
            .detail("deadlineClass", this.entry.deadlineClass().id())
            .detail("dueOn", this.entry.dueOn().toString())
            .detail("registeredBy", this.entry.registeredBy())
            .detail("reflection", (material != null) ? material.reflectionId() : null)
            .detail("reflectionVersion", (material != null) ? material.version() : null)
            .detail("problem", (material != null) ? material.problem() : null)
            .detail("source", source.ofMaterial() ? null : source.kind())
            .detail("sourceName", source.name())
            .detail("sourceDocument", source.details().get("document"))
            .detail("sourceItem", source.details().get("item"))
            .detail("foundOn", (source.discoveredOn() != null) ? source.discoveredOn().toString() : null);
    }

}
