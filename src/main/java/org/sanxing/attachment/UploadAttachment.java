package org.sanxing.attachment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;

/** Keeps a file that was received and checked, for its uploader alone. */
@UseCase
class UploadAttachment {

    private final AttachmentStore attachments;

    private final AttachmentContents contents;

    private final AttachmentAccess access;

    private final AttachmentLimits limits;

    private final Clock clock;

    UploadAttachment(AttachmentStore attachments, AttachmentContents contents, AttachmentAccess access,
            AttachmentLimits limits, Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.access = access;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.NotFound where the person may not see the case
     * @throws org.sanxing.common.Forbidden where the person may only look
     * @throws TooLarge where the person has as many files in the case as may be
     */
    Attachment execute(UploadAttachmentCommand command) {
        this.access.requireToAdd(command.caseId(), command.account());
        if (this.attachments.loose(command.caseId(), command.account()) >= this.limits.maxFiles()) {
            throw new TooLarge("attachments-too-many", this.limits.maxFiles());
        }
        CheckedFile checked = command.checked();
        this.contents.keep(command.sha256(), checked, command.file());
        Attachment attachment = new Attachment(Ids.next(), command.caseId(), command.sha256(), checked.name(),
                checked.type().mediaType(), checked.size(), command.account(), this.clock.instant(),
                command.effectiveOn(), null);
        this.attachments.add(attachment);
        return attachment;
    }

    record UploadAttachmentCommand(String caseId, Path file, CheckedFile checked, String sha256,
            @Nullable LocalDate effectiveOn, String account) {

    }

}
