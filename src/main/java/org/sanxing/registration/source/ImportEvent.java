package org.sanxing.registration.source;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Somebody registered what a file lists. */
record ImportEvent(ImportStore.Import done, String branch, String first, String last) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("imports", "ledgerImport", "imported", this.done.account())
            .object("ledgerImport", this.done.id())
            .detail("name", this.done.fileName())
            .detail("branch", this.branch)
            .detail("rows", this.done.rows())
            .detail("firstNumber", this.first)
            .detail("lastNumber", this.last)
            .detail("contentHash", this.done.contentHash());
    }

}
