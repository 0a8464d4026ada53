package org.sanxing.rectification;

import org.sanxing.ledger.LedgerPart;
import org.sanxing.organization.Organization;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The acceptance checklists among the parts of the ledger. */
@Component
@Order(4)
class ChecklistsPart implements LedgerPart {

    private final Organization organization;

    ChecklistsPart(Organization organization) {
        this.organization = organization;
    }

    @Override
    public String path() {
        return "/ledger/checklists";
    }

    @Override
    public String label() {
        return "ledger.checklists.title";
    }

    @Override
    public boolean opensTo(String account) {
        return !this.organization.committeesOf(account).isEmpty();
    }

}
