package org.sanxing.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;

import tools.jackson.databind.json.JsonMapper;

/**
 * The demo organisation's one open campaign (api.md, Demo organisation), in one
 * transaction, so that a first start that was interrupted leaves none and the next makes
 * it. Its dates are relative to that day.
 */
@Component
@Profile("demo")
class DemoCampaigns implements SmartLifecycle {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final KeepCampaigns keep;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final TransactionTemplate transaction;

    private volatile boolean running;

    DemoCampaigns(CampaignStore campaigns, CampaignRights rights, KeepCampaigns keep, WorkingCalendar calendar,
            ApplicationEventPublisher events, Clock clock, PlatformTransactionManager transactionManager) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.keep = keep;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    @Override
    public void stop() {
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** After the organisation, before the web server takes the first request. */
    @Override
    public int getPhase() {
        return 20;
    }

    @Override
    public void start() {
        this.running = true;
        try (InputStream file = new ClassPathResource("demo/campaigns.json").getInputStream()) {
            Demo demo = JsonMapper.shared().readValue(file, Demo.class);
            this.transaction.executeWithoutResult((status) -> make(demo));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void make(Demo demo) {
        List<String> staff = this.rights.staff();
        if (!this.campaigns.isEmpty() || staff.isEmpty()) {
            return;
        }
        LocalDate today = this.calendar.today();
        CampaignForm form = new CampaignForm(demo.title(), demo.notice(), day(today, demo.opens()),
                day(today, demo.closes()),
                demo.categories().stream().map((name) -> new CampaignForm.CategoryLine(null, name)).toList(),
                demo.milestones()
                    .stream()
                    .map((stage) -> new CampaignForm.MilestoneLine(stage.title(), day(today, stage.from()),
                            day(today, stage.to())))
                    .toList(),
                null, null, null);
        Instant now = this.clock.instant();
        CampaignPlan draft = CampaignPlan.draft(form.read(Set.of()), AuditRecord.SYSTEM, now);
        this.events.publishEvent(new CampaignSaved("created", draft, Set.of()));
        CampaignPlan open = draft.open(staff, today, AuditRecord.SYSTEM, now);
        this.campaigns.insert(open);
        this.events.publishEvent(new CampaignSaved("opened", open, draft.participants()));
        this.keep.announce(open);
    }

    private static String day(LocalDate today, int offset) {
        return today.plusDays(offset).toString();
    }

    /**
     * @param opens days from today; so are all of its dates
     */
    private record Demo(String title, String notice, int opens, int closes, List<String> categories,
            List<Stage> milestones) {

    }

    private record Stage(String title, int from, int to) {

    }

}
