package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * After a decision was taken back, a material is with the reviewer of that level again.
 */
public record ReviewRestored(String reflectionId, int version, String level, String holder) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "reviewRestored", AuditRecord.SYSTEM)
            .version(this.version)
            .detail("level", this.level)
            .detail("to", this.holder);
    }

}
