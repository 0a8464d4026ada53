package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A reviewer decided on a version.
 *
 * @param remarks how many passages got a remark
 * @param more what the form asked beside, label and value
 * @param attachments name and SHA-256 of each file
 */
public record ReviewDecided(String reflectionId, int version, String level, String actor, @Nullable String onBehalfOf,
        boolean approved, @Nullable String opinion, int remarks, Map<String, Object> more,
        List<Map<String, Object>> attachments) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.reflectionId, "reflection", this.approved ? "approved" : "returned", this.actor)
            .onBehalfOf(this.onBehalfOf)
            .version(this.version)
            .detail("level", this.level)
            .detail("opinion", this.opinion)
            .detail("remarks", (this.remarks > 0) ? this.remarks : null)
            .detail("more", this.more.isEmpty() ? null : this.more)
            .detail("attachments", this.attachments.isEmpty() ? null : this.attachments);
    }

}
