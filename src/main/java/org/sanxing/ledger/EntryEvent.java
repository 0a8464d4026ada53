package org.sanxing.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Something was done with an entry; told in its story.
 *
 * @param action past tense, e.g. {@code closeOutRequested}
 * @param actor account, or {@code system} for what follows by itself
 */
public record EntryEvent(String action, String entryId, String actor, @Nullable String onBehalfOf,
        Map<String, Object> details) implements DomainEvent {

    public static EntryEvent of(String action, LedgerEntry entry, String actor, @Nullable String onBehalfOf) {
        return new EntryEvent(action, entry.id(), actor, onBehalfOf, Map.of("number", entry.number().toString()));
    }

    public static EntryEvent of(String action, LedgerEntry entry, String actor) {
        return of(action, entry, actor, null);
    }

    /** A null detail is left out. */
    public EntryEvent with(String name, @Nullable Object detail) {
        if (detail == null || "".equals(detail)) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(this.details);
        more.put(name, detail);
        return new EntryEvent(this.action, this.entryId, this.actor, this.onBehalfOf, more);
    }

    @Override
    public AuditRecord record() {
        AuditRecord record = AuditRecord.of(this.entryId, LedgerEntryOpened.CASE_TYPE, this.action, this.actor)
            .onBehalfOf(this.onBehalfOf);
        for (Map.Entry<String, Object> detail : this.details.entrySet()) {
            record = record.detail(detail.getKey(), detail.getValue());
        }
        return record;
    }

}
