package org.sanxing.campaign;

import java.util.List;

import org.sanxing.organization.DeputyScopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The campaigns that a deputation can be limited to: those that are open. */
@Component
class CampaignScopes implements DeputyScopes {

    private final JdbcClient jdbc;

    CampaignScopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Choice> campaigns() {
        return this.jdbc
            .sql("select id, title, state from campaign where state <> 'draft' order by opens_on desc, id desc")
            .query((row, number) -> new Choice(row.getString("id"), row.getString("title"),
                    row.getString("state").equals(Campaign.State.OPEN.id())))
            .list();
    }

}
