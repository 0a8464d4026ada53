package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Somebody began a material. */
public record ReflectionBegun(String reflectionId, String author, String campaignId) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "created", this.author)
            .detail("campaignId", this.campaignId);
    }

}
