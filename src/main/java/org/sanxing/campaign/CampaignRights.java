package org.sanxing.campaign;

import java.util.List;

import org.springframework.stereotype.Component;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

/**
 * Who may do what with campaigns: everybody sees those that have opened; branch
 * secretaries and the party group plan them.
 */
@Component
class CampaignRights {

    private final Organization organization;

    CampaignRights(Organization organization) {
        this.organization = organization;
    }

    boolean mayPlan(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.BRANCH_SECRETARY || role.ofPartyGroup());
    }

    void checkMayPlan(String account) {
        if (!mayPlan(account)) {
            throw new Forbidden("campaign-planners-only");
        }
    }

    /** A draft looks like nothing to those who may not plan. */
    void checkMaySee(Campaign.State state, String account) {
        if (state == Campaign.State.DRAFT && !mayPlan(account)) {
            throw new NotFound("campaign");
        }
    }

    /** Accounts that may owe a material: active, and none of the three administrators. */
    List<String> staff() {
        return this.organization.staff().stream().map((person) -> person.account()).toList();
    }

}
