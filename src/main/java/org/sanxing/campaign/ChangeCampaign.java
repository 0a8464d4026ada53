package org.sanxing.campaign;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.common.UseCase;

@UseCase
class ChangeCampaign {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ProgressOfCampaign progress;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ChangeCampaign(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress,
            ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.events = events;
        this.clock = clock;
    }

    Campaign execute(Command command) {
        CampaignPlan plan = this.campaigns.lock(command.id());
        this.rights.checkMayPlan(plan, command.actor());
        // Those named before may have left since; naming them again is no mistake.
        Set<String> staff = new HashSet<>(this.rights.staff());
        staff.addAll(plan.participants());
        CampaignContent content = command.form().read(staff);
        plan.change(content, command.revision(), this.progress.begun(command.id()), command.actor(),
                this.clock.instant());
        this.campaigns.update(plan);
        this.events.publishEvent(new CampaignChanged(plan.campaign(), plan.participants().size(), command.actor()));
        return plan.campaign();
    }

    /**
     * @param revision that the change was made on; null where the person does not say
     */
    record Command(String id, CampaignForm form, @Nullable Integer revision, String actor) {

    }

}
