package org.sanxing.reflection;

import java.util.List;

import org.sanxing.campaign.CampaignProgress;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells a campaign where its materials stand. */
@Component
class ReflectionProgress implements CampaignProgress {

    private final JdbcClient jdbc;

    ReflectionProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Standing> of(String campaignId) {
        return this.jdbc.sql("select author, state from reflection where campaign_id = :campaign")
            .param("campaign", campaignId)
            .query((row, number) -> new Standing(row.getString("author"), row.getString("state")))
            .list();
    }

}
