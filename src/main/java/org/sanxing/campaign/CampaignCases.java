package org.sanxing.campaign;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.audit.CaseDescriber;
import org.sanxing.audit.ObjectNames;
import org.springframework.stereotype.Component;

/** What the audit shows of a campaign. */
@Component
class CampaignCases implements CaseDescriber, ObjectNames {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    CampaignCases(CampaignStore campaigns, CampaignRights rights) {
        this.campaigns = campaigns;
        this.rights = rights;
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of("campaign");
    }

    @Override
    public Optional<CaseDescription> describe(String caseId) {
        return this.campaigns.plan(caseId)
            .map((plan) -> new CaseDescription(caseId, plan.campaign().title(), plan.changedBy(), "", null,
                    plan.campaign().state().id(), "/campaigns/" + caseId));
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.campaigns.state(caseId)
            .filter((state) -> state != Campaign.State.DRAFT || this.rights.mayPlan(account))
            .isPresent();
    }

    @Override
    public Map<String, String> namesOf(Collection<String> ids) {
        return this.campaigns.titlesOf(ids);
    }

}
