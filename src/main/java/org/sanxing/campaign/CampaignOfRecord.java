package org.sanxing.campaign;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** The notice, its stages, and who owes a material. */
@Component
class CampaignOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("campaign", "id")
                    .columns("title notice state opens_on closes_on created_at changed_at changed_by")
                    .without("revision", "counts its changes")
                    .ofCase("id"),
                RecordTable.of("campaign_category", "id").columns("campaign_id sort_order name").ofCase("campaign_id"),
                RecordTable.of("campaign_milestone", "campaign_id", "sort_order")
                    .columns("title starts_on ends_on")
                    .ofCase("campaign_id"),
                RecordTable.of("campaign_participant", "campaign_id", "account").ofCase("campaign_id"));
    }

}
