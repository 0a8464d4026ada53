package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** The last level has approved. */
public record ReflectionAccepted(String reflectionId, int version) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "accepted", AuditRecord.SYSTEM).version(this.version);
    }

}
