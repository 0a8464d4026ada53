package org.sanxing.campaign;

import java.time.Clock;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.common.UseCase;

@UseCase
class CreateCampaign {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CreateCampaign(CampaignStore campaigns, CampaignRights rights, ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    Campaign execute(Command command) {
        this.rights.checkMayPlan(command.actor());
        CampaignContent content = command.form().read(Set.copyOf(this.rights.staff()));
        CampaignPlan plan = CampaignPlan.draft(content, command.actor(), this.clock.instant());
        this.campaigns.insert(plan);
        this.events.publishEvent(new CampaignCreated(plan.campaign(), plan.participants().size(), command.actor()));
        return plan.campaign();
    }

    record Command(CampaignForm form, String actor) {

    }

}
