package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionBegun;
import org.sanxing.reflection.ReflectionRepository;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;

/** Begins a material, one for each person and campaign. */
@UseCase
public class CreateReflection {

    private final ReflectionRepository reflections;

    private final Campaigns campaigns;

    private final Organization organization;

    private final MessageSource messages;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CreateReflection(ReflectionRepository reflections, Campaigns campaigns, Organization organization,
            MessageSource messages, ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.campaigns = campaigns;
        this.organization = organization;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws InvalidInput where there is no such campaign
     * @throws Forbidden where the campaign does not name the person
     * @throws Conflict where the campaign is not open, or the material exists, with its
     * id
     */
    public Reflection execute(String campaignId, String account) {
        Campaign campaign = this.campaigns.find(campaignId)
            .filter((found) -> found.state() != Campaign.State.DRAFT)
            .orElseThrow(() -> new InvalidInput("campaignId", "unknown-campaign"));
        if (!this.campaigns.names(campaign.id(), account)) {
            throw new Forbidden("not-named-by-campaign");
        }
        if (campaign.state() != Campaign.State.OPEN) {
            throw new Conflict("campaign-not-open").in(campaign.state().id());
        }
        Optional<Reflection> existing = this.reflections.findByCampaignIdAndAuthor(campaign.id(), account);
        if (existing.isPresent()) {
            throw new Conflict("reflection-exists").in(existing.get().state().id()).with("id", existing.get().id());
        }
        Person author = this.organization.get(account);
        String title = this.messages.getMessage("reflection.title", new Object[] { campaign.title() },
                Locale.SIMPLIFIED_CHINESE);
        Reflection reflection = this.reflections.save(Reflection.begin(campaign.id(), author.account(), title,
                author.departmentId(), author.branchId(), "{}", this.clock.instant()));
        this.events.publishEvent(new ReflectionBegun(reflection.id(), author.account(), campaign.id()));
        return reflection;
    }

}
