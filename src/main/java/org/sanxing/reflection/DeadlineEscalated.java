package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

import java.util.List;

/** The next level was told that the open task is overdue. */
public record DeadlineEscalated(String reflectionId, int version, String task,
        List<String> told) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "escalated", AuditRecord.SYSTEM)
            .version(this.version)
            .detail("task", this.task)
            .detail("to", this.told);
    }

}
