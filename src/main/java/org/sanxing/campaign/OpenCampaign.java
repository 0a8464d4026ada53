package org.sanxing.campaign;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.UseCase;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;

/** Opens a campaign and tells everybody who owes a material in it. */
@UseCase
class OpenCampaign {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final Notifications notifications;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    OpenCampaign(CampaignStore campaigns, CampaignRights rights, Notifications notifications, WorkingCalendar calendar,
            ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.notifications = notifications;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    Campaign execute(Command command) {
        CampaignPlan plan = this.campaigns.lock(command.id());
        this.rights.checkMayPlan(plan, command.actor());
        plan.open(this.rights.staff(), this.calendar.today(), command.actor(), this.clock.instant());
        this.campaigns.update(plan);
        announce(plan, command.actor());
        return plan.campaign();
    }

    void announce(CampaignPlan plan, String actor) {
        this.events.publishEvent(new CampaignOpened(plan.campaign(), plan.participants().size(), actor));
        this.notifications.notify(Notice.of("campaignOpened", plan.participants(), plan.id(), "/campaigns/" + plan.id(),
                plan.campaign().title(), plan.campaign().closes().toString()));
    }

    record Command(String id, String actor) {

    }

}
