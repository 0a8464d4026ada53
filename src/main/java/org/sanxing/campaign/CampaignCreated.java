package org.sanxing.campaign;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

record CampaignCreated(Campaign campaign, int participants, String actor) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return CampaignEvents.record("created", this.campaign, this.participants, this.actor);
    }

}
