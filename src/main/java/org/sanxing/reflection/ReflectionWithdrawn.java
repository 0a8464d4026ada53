package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** The author took a version back before anybody decided on it. */
public record ReflectionWithdrawn(String reflectionId, String author, int version) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "withdrawn", this.author).version(this.version);
    }

}
