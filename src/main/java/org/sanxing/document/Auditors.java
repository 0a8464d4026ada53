package org.sanxing.document;

import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.stereotype.Component;

/** Whose copy it is is the auditor's to ask. */
@Component
class Auditors {

    private final Organization organization;

    Auditors(Organization organization) {
        this.organization = organization;
    }

    /**
     * @throws Forbidden where the person is not the auditor
     */
    void require(String account) {
        if (!this.organization.rolesOf(account).contains(Role.AUDITOR)) {
            throw new Forbidden("audit-auditors-only");
        }
    }

}
