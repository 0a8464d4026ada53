package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** An administrator ended the case of a material whose author has left. */
public record ReflectionEnded(String reflectionId, int version, String administrator,
        String reason) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "ended", this.administrator)
            .version(this.version)
            .detail("opinion", this.reason);
    }

}
