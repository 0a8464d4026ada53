package org.sanxing.reflection;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** An administrator set the case of a material going again, where it stood. */
public record ReflectionRestarted(String reflectionId, int version, String administrator,
        @Nullable String reason) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "restarted", this.administrator)
            .version(this.version)
            .detail("opinion", this.reason);
    }

}
