package org.sanxing.attachment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.CaseDescribers;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Recorded;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Whoever may read a case may add and read files; but a file that is not part of anything
 * is its uploader's alone. The auditor adds nothing.
 */
@UseCase
class KeepAttachments {

    private final AttachmentStore attachments;

    private final AttachmentContents contents;

    private final AttachmentLimits limits;

    private final CaseDescribers describers;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepAttachments(AttachmentStore attachments, AttachmentContents contents, AttachmentLimits limits,
            CaseDescribers describers, Organization organization, ApplicationEventPublisher events, Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.limits = limits;
        this.describers = describers;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws NotFound where there is no such case, or the person may not see it
     * @throws Forbidden where the person may only look
     */
    void requireToAdd(String caseId, String account) {
        if (!this.describers.mayRead(caseId, account)) {
            throw new NotFound("case");
        }
        if (this.organization.rolesOf(account).contains(Role.AUDITOR)) {
            throw new Forbidden("attachment-auditor");
        }
    }

    /**
     * Keeps a file that was received and checked, for its uploader alone.
     * @throws NotFound where the person may not see the case
     * @throws Forbidden where the person may only look
     * @throws TooLarge where the person has as many files in the case as may be
     */
    Attachment add(String caseId, Path file, CheckedFile checked, String sha256, @Nullable LocalDate effectiveOn,
            String account) {
        requireToAdd(caseId, account);
        if (this.attachments.loose(caseId, account) >= this.limits.maxFiles()) {
            throw new TooLarge("attachments-too-many", this.limits.maxFiles());
        }
        this.contents.keep(sha256, checked, file);
        Attachment attachment = new Attachment(Ids.next(), caseId, sha256, checked.name(), checked.type().mediaType(),
                checked.size(), account, this.clock.instant(), effectiveOn, null);
        this.attachments.add(attachment);
        return attachment;
    }

    /**
     * Gives a file to a person who may read it, which is put on record like any reading.
     * @throws NotFound where there is none, or the person may not see it
     */
    Attachment open(String id, String account) {
        Attachment attachment = described(id, account);
        if (!attachment.uploadedBy().equals(account)) {
            this.events.publishEvent(
                    new Recorded(AuditRecord.of("readings:" + attachment.caseId(), "attachment", "read", account)
                        .object("attachment", attachment.id())
                        .detail("name", attachment.name())
                        .detail("sha256", attachment.sha256())));
        }
        return attachment;
    }

    /** What is known of it, without its content: no reading. */
    Attachment described(String id, String account) {
        return this.attachments.find(id)
            .filter((found) -> found.isAttached() || found.uploadedBy().equals(account))
            .filter((found) -> this.describers.mayRead(found.caseId(), account))
            .orElseThrow(() -> new NotFound("attachment"));
    }

    /**
     * Removes a file that is not part of anything yet.
     * @throws NotFound where the person may not see it
     * @throws Conflict where it is part of something submitted, whoever added it
     */
    void remove(String id, String account) {
        if (described(id, account).isAttached() || !this.attachments.remove(id)) {
            throw new Conflict("attachment-attached").in("attached");
        }
    }

}
