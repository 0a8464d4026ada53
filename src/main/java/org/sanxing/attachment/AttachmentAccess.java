package org.sanxing.attachment;

import org.sanxing.audit.CaseDescribers;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.stereotype.Component;

/**
 * Who may add and read files: whoever may read the case; but a file that is not part of
 * anything is its uploader's alone. The auditor adds nothing.
 */
@Component
class AttachmentAccess {

    private final CaseDescribers describers;

    private final Organization organization;

    AttachmentAccess(CaseDescribers describers, Organization organization) {
        this.describers = describers;
        this.organization = organization;
    }

    /**
     * @throws NotFound where there is no such case, or the person may not see it
     * @throws Forbidden where the person may only look
     */
    void requireToAdd(String caseId, String account) {
        if (!mayReadCase(caseId, account)) {
            throw new NotFound("case");
        }
        if (this.organization.rolesOf(account).contains(Role.AUDITOR)) {
            throw new Forbidden("attachment-auditor");
        }
    }

    boolean mayRead(Attachment attachment, String account) {
        boolean visible = attachment.isAttached() || attachment.uploadedBy().equals(account);
        return visible && mayReadCase(attachment.caseId(), account);
    }

    private boolean mayReadCase(String caseId, String account) {
        return this.describers.mayRead(caseId, account);
    }

}
