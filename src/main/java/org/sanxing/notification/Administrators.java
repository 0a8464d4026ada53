package org.sanxing.notification;

import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.stereotype.Component;

/** Who may set up how the organ tells people. */
@Component
class Administrators {

    private final Organization organization;

    Administrators(Organization organization) {
        this.organization = organization;
    }

    void require(String actor) {
        if (!this.organization.rolesOf(actor).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("channels-administrator-only");
        }
    }

}
