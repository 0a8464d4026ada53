package org.sanxing.reflection;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * The author submitted a version.
 *
 * @param contentHash SHA-256 of what it says, so that the chain proves the text too
 */
public record ReflectionSubmitted(String reflectionId, String author, int version,
        String contentHash) implements DomainEvent {

    /**
     * @param content the version as JSON
     */
    public static ReflectionSubmitted of(Reflection reflection, String content) {
        return new ReflectionSubmitted(reflection.id(), reflection.author(), reflection.version(),
                Hashes.sha256(content));
    }

    @Override
    public AuditRecord record() {
        return AuditRecord
            .of(this.reflectionId, "reflection", (this.version == 1) ? "submitted" : "resubmitted", this.author)
            .version(this.version)
            .detail("content", this.contentHash);
    }

}
