package org.sanxing.reflection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.tasks.Obligations;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person still has to write or hand in, campaign by campaign. */
@Component
@Transactional(readOnly = true)
public class OwedReflections implements Obligations {

    private final Campaigns campaigns;

    private final ReflectionRepository reflections;

    OwedReflections(Campaigns campaigns, ReflectionRepository reflections) {
        this.campaigns = campaigns;
        this.reflections = reflections;
    }

    /**
     * The campaigns that are open and name the person, with the material begun, if any.
     */
    public List<Owed> owed(String account) {
        List<Campaign> open = this.campaigns.owedBy(account);
        Map<String, Reflection> begun = this.reflections
            .findByAuthorAndCampaignIdIn(account, open.stream().map(Campaign::id).toList())
            .stream()
            .collect(Collectors.toMap(Reflection::campaignId, Function.identity()));
        return open.stream()
            .map((campaign) -> new Owed(campaign, Optional.ofNullable(begun.get(campaign.id()))))
            .toList();
    }

    @Override
    public List<Obligation> of(String account) {
        return owed(account).stream()
            .filter((owed) -> owed.begun().map(Reflection::isWithAuthor).orElse(true))
            .map((owed) -> new Obligation(owed.campaign().title(),
                    "reflection.owed." + owed.begun().map((begun) -> begun.state().id()).orElse("none"),
                    owed.campaign().closes(),
                    owed.begun().map((begun) -> "/materials/" + begun.id() + "/edit").orElse("/materials")))
            .toList();
    }

    /**
     * @param begun empty where nothing was begun yet
     */
    public record Owed(Campaign campaign, Optional<Reflection> begun) {

    }

}
