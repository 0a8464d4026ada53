package org.sanxing.campaign;

import java.util.List;

import org.sanxing.common.AuditRecord;

/** What the audit keeps of every change of a campaign: all it says but the notice. */
final class CampaignEvents {

    private CampaignEvents() {
    }

    static AuditRecord record(String action, Campaign campaign, int participants, String actor) {
        List<String> categories = campaign.categories().stream().map(Campaign.Category::name).toList();
        return AuditRecord.of(campaign.id(), "campaign", action, actor)
            .detail("title", campaign.title())
            .detail("opens", campaign.opens().toString())
            .detail("closes", campaign.closes().toString())
            .detail("categories", categories)
            .detail("participants", participants)
            .detail("revision", campaign.revision());
    }

}
