package org.sanxing.campaign;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

record CampaignOpened(Campaign campaign, int participants, String actor) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return CampaignEvents.record("opened", this.campaign, this.participants, this.actor);
    }

}
