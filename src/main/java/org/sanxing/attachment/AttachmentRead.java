package org.sanxing.attachment;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Somebody opened a file that somebody else had added. */
record AttachmentRead(Attachment attachment, String reader) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("readings:" + this.attachment.caseId(), "attachment", "read", this.reader)
            .object("attachment", this.attachment.id())
            .detail("name", this.attachment.name())
            .detail("sha256", this.attachment.sha256());
    }

}
