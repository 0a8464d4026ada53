package org.sanxing.campaign;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.common.UseCase;

/**
 * Closes a campaign: no material is begun any more; what is on its way goes on to the
 * end.
 */
@UseCase
class CloseCampaign {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CloseCampaign(CampaignStore campaigns, CampaignRights rights, ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    Campaign execute(Command command) {
        CampaignPlan plan = this.campaigns.lock(command.id());
        this.rights.checkMayPlan(plan, command.actor());
        plan.close(command.actor(), this.clock.instant());
        this.campaigns.update(plan);
        this.events.publishEvent(new CampaignClosed(plan.campaign(), plan.participants().size(), command.actor()));
        return plan.campaign();
    }

    record Command(String id, String actor) {

    }

}
