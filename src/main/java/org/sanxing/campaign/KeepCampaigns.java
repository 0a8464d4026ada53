package org.sanxing.campaign;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.UseCase;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;

/** Branch secretaries and the party group plan campaigns, open and close them. */
@UseCase
class KeepCampaigns {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ProgressOfCampaign progress;

    private final Notifications notifications;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepCampaigns(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress,
            Notifications notifications, WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.notifications = notifications;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    Campaign create(String actor, CampaignForm form) {
        this.rights.checkMayPlan(actor);
        CampaignContent content = form.read(Set.copyOf(this.rights.staff()));
        CampaignPlan plan = CampaignPlan.draft(content, actor, this.clock.instant());
        this.campaigns.insert(plan);
        this.events.publishEvent(new CampaignSaved("created", plan, Set.of()));
        return plan.campaign();
    }

    /**
     * @param revision that the change was made on; null where the person does not say
     */
    Campaign change(String actor, String id, CampaignForm form, @Nullable Integer revision) {
        CampaignPlan plan = lock(id, actor);
        // Those named before may have left since; naming them again is no mistake.
        Set<String> staff = new HashSet<>(this.rights.staff());
        staff.addAll(plan.participants());
        return save("changed", plan,
                plan.change(form.read(staff), revision, this.progress.begun(id), actor, this.clock.instant()));
    }

    /** Tells everybody who owes a material in it. */
    Campaign open(String actor, String id) {
        CampaignPlan before = lock(id, actor);
        CampaignPlan plan = before.open(this.rights.staff(), this.calendar.today(), actor, this.clock.instant());
        save("opened", before, plan);
        announce(plan);
        return plan.campaign();
    }

    void announce(CampaignPlan plan) {
        Campaign campaign = plan.campaign();
        this.notifications.notify(Notice.of("campaignOpened", plan.participants(), campaign.id(),
                "/campaigns/" + campaign.id(), campaign.title(), campaign.closes().toString()));
    }

    /** No material is begun any more; what is on its way goes on to the end. */
    Campaign close(String actor, String id) {
        CampaignPlan plan = lock(id, actor);
        return save("closed", plan, plan.close(actor, this.clock.instant()));
    }

    private CampaignPlan lock(String id, String actor) {
        CampaignPlan plan = this.campaigns.lock(id);
        this.rights.checkMaySee(plan.campaign().state(), actor);
        this.rights.checkMayPlan(actor);
        return plan;
    }

    private Campaign save(String action, CampaignPlan before, CampaignPlan plan) {
        this.campaigns.update(plan);
        this.events.publishEvent(new CampaignSaved(action, plan, before.participants()));
        return plan.campaign();
    }

}
