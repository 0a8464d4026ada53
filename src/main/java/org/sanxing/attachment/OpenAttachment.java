package org.sanxing.attachment;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

import org.springframework.context.ApplicationEventPublisher;

/** Gives a file to a person who may read it, which is put on record like any reading. */
@UseCase
class OpenAttachment {

    private final AttachmentStore attachments;

    private final AttachmentAccess access;

    private final ApplicationEventPublisher events;

    OpenAttachment(AttachmentStore attachments, AttachmentAccess access, ApplicationEventPublisher events) {
        this.attachments = attachments;
        this.access = access;
        this.events = events;
    }

    /**
     * @throws NotFound where there is none, or the person may not see it
     */
    Attachment execute(String id, String account) {
        Attachment attachment = described(id, account);
        if (!attachment.uploadedBy().equals(account)) {
            this.events.publishEvent(new AttachmentRead(attachment, account));
        }
        return attachment;
    }

    /** What is known of it, without its content: no reading. */
    Attachment described(String id, String account) {
        return this.attachments.find(id)
            .filter((found) -> this.access.mayRead(found, account))
            .orElseThrow(() -> new NotFound("attachment"));
    }

}
