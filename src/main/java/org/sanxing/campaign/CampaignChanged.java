package org.sanxing.campaign;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

record CampaignChanged(Campaign campaign, int participants, String actor) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return CampaignEvents.record("changed", this.campaign, this.participants, this.actor);
    }

}
