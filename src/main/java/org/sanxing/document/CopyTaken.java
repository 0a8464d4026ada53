package org.sanxing.document;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Somebody took a copy; kept beside the readings of the case, not in its story. */
public record CopyTaken(Copy copy) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("readings:" + this.copy.caseId(), this.copy.caseType(), "copyTaken", this.copy.account())
            .object(this.copy.caseType(), this.copy.caseId())
            .version(this.copy.version())
            .detail("traceCode", this.copy.code().toString())
            .detail("way", this.copy.way().id())
            .detail("opinions", this.copy.opinions());
    }

}
