package org.sanxing.attachment;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

/** Removes a file that is not part of anything yet. */
@UseCase
class RemoveAttachment {

    private final AttachmentStore attachments;

    private final AttachmentAccess access;

    RemoveAttachment(AttachmentStore attachments, AttachmentAccess access) {
        this.attachments = attachments;
        this.access = access;
    }

    /**
     * @throws NotFound where the person may not see it
     * @throws Conflict where it is part of something submitted, whoever added it
     */
    void execute(String id, String account) {
        Attachment attachment = this.attachments.find(id)
            .filter((found) -> this.access.mayRead(found, account))
            .orElseThrow(() -> new NotFound("attachment"));
        if (attachment.isAttached() || !this.attachments.remove(id)) {
            throw new Conflict("attachment-attached").in("attached");
        }
    }

}
