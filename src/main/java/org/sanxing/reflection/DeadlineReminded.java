package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

import java.util.List;

/** Those who have the open task were reminded of its deadline. */
public record DeadlineReminded(String reflectionId, int version, String task,
        List<String> told) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", "reminded", AuditRecord.SYSTEM)
            .version(this.version)
            .detail("task", this.task)
            .detail("to", this.told);
    }

}
