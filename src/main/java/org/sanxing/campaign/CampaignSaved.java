package org.sanxing.campaign;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * A campaign was planned or went on.
 *
 * @param action {@code created}, {@code changed}, {@code opened} or {@code closed}
 * @param plan as it is since then
 */
record CampaignSaved(String action, CampaignPlan plan) implements DomainEvent {

    /** All that it says but the notice. */
    @Override
    public boolean administers() {
        return true;
    }

    @Override
    public AuditRecord record() {
        Campaign campaign = this.plan.campaign();
        return AuditRecord.of(campaign.id(), "campaign", this.action, this.plan.changedBy())
            .detail("title", campaign.title())
            .detail("opens", campaign.opens().toString())
            .detail("closes", campaign.closes().toString())
            .detail("categories", campaign.categories().stream().map(Campaign.Category::name).toList())
            .detail("participants", this.plan.participants().size())
            .detail("revision", campaign.revision());
    }

}
