package org.sanxing.registration.source;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.springframework.stereotype.Component;

/** For which branch, and in which campaign, somebody registers. */
@Component
class RegistrationTarget {

    private final EntryPolicy policy;

    private final Organization organization;

    private final Campaigns campaigns;

    RegistrationTarget(EntryPolicy policy, Organization organization, Campaigns campaigns) {
        this.policy = policy;
        this.organization = organization;
        this.campaigns = campaigns;
    }

    /**
     * The branches to choose from.
     * @throws Forbidden for who is on no committee
     */
    List<Branch> branches(String account) {
        List<Branch> branches = this.policy.registersFor(account)
            .stream()
            .flatMap((id) -> this.organization.branch(id).stream())
            .toList();
        if (branches.isEmpty()) {
            throw new Forbidden("committee-only");
        }
        return branches;
    }

    /**
     * @param given id; needed from who is on the committees of several
     * @throws Forbidden for who is on no committee, and on that of another branch
     * @throws InvalidInput where it is to be chosen
     */
    Branch branch(@Nullable String given, String account) {
        List<Branch> branches = branches(account);
        if (!Texts.isBlank(given)) {
            return branches.stream()
                .filter((branch) -> branch.id().equals(given))
                .findFirst()
                .orElseThrow(() -> new Forbidden("committee-only"));
        }
        if (branches.size() > 1) {
            throw new InvalidInput("branch", "ledger-branch");
        }
        return branches.get(0);
    }

    /**
     * @throws InvalidInput where there is none, or it is not open yet
     */
    @Nullable Campaign campaign(@Nullable String given) {
        if (Texts.isBlank(given)) {
            return null;
        }
        return this.campaigns.find(given)
            .filter((campaign) -> campaign.state() != Campaign.State.DRAFT)
            .orElseThrow(() -> new InvalidInput("campaignId", "ledger-filter", given));
    }

}
