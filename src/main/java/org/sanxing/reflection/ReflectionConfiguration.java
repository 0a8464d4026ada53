package org.sanxing.reflection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.attachment.AttachmentUse;
import org.sanxing.campaign.CampaignProgress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other parts get to know of materials. */
@Configuration(proxyBeanMethods = false)
class ReflectionConfiguration {

    /** Tells a campaign where its materials stand. */
    @Bean
    CampaignProgress reflectionProgress(JdbcClient jdbc) {
        return (campaignId) -> jdbc.sql("select author, state from reflection where campaign_id = :campaign")
            .param("campaign", campaignId)
            .query(CampaignProgress.Standing.class)
            .list();
    }

    /** A draft may be written for weeks: its files stay as long as it is one. */
    @Bean
    AttachmentUse reflectionDraftFiles(ReflectionRepository reflections, ReflectionForms forms) {
        return (caseId) -> reflections.findById(caseId)
            .map((reflection) -> forms.data(reflection.draft()).get(ReflectionForms.FILES))
            .map((ids) -> (ids instanceof List<?> list) ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.<String>of())
            .orElse(Set.of());
    }

}
