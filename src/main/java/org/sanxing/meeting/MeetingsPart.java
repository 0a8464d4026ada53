package org.sanxing.meeting;

import org.sanxing.ledger.LedgerPart;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The meetings among the parts of the ledger. */
@Component
@Order(1)
class MeetingsPart implements LedgerPart {

    private final Organization organization;

    MeetingsPart(Organization organization) {
        this.organization = organization;
    }

    @Override
    public String path() {
        return "/ledger/meetings";
    }

    @Override
    public String label() {
        return "meeting.list.link";
    }

    @Override
    public boolean opensTo(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role.ofPartyGroup() || role == Role.AUDITOR || role == Role.BRANCH_SECRETARY);
    }

}
