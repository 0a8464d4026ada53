package org.sanxing.reflection;

import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.DigestUtils;
import org.sanxing.attachment.Attachment;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * The author submitted a version.
 *
 * @param contentHash SHA-256 of what it says, so that the chain proves the text too
 * @param attachments name and SHA-256 of each file, so that it proves the files
 */
public record ReflectionSubmitted(String reflectionId, String author, int version, String contentHash,
        List<Map<String, Object>> attachments) implements DomainEvent {

    /**
     * @param content the version as JSON
     */
    public static ReflectionSubmitted of(Reflection reflection, String content, List<Attachment> attachments) {
        return new ReflectionSubmitted(reflection.id(), reflection.author(), reflection.version(),
                DigestUtils.sha256Hex(content), attachments.stream().map(Attachment::proof).toList());
    }

    @Override
    public AuditRecord record() {
        return AuditRecord
            .of(this.reflectionId, "reflection", (this.version == 1) ? "submitted" : "resubmitted", this.author)
            .version(this.version)
            .detail("content", this.contentHash)
            .detail("attachments", this.attachments.isEmpty() ? null : this.attachments);
    }

}
