package org.sanxing.checks;

import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.stereotype.Component;

/** Whose business the checks are. */
@Component
public class CheckAccess {

    private final Organization organization;

    CheckAccess(Organization organization) {
        this.organization = organization;
    }

    /**
     * @throws Forbidden where the person is not the system administrator
     */
    public void require(String account) {
        if (!this.organization.rolesOf(account).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("system-administrator-only");
        }
    }

}
