package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Somebody other than the author opened a version. */
public record ReflectionRead(String reflectionId, String reader, int version) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("readings:" + this.reflectionId, "reflection", "read", this.reader)
            .object("reflection", this.reflectionId)
            .version(this.version);
    }

}
