package org.sanxing.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.sanxing.common.Cursor;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.DeputyScopes;

/** Campaigns in the database. */
@Repository
class CampaignStore implements Campaigns, DeputyScopes {

    private static final String SELECT = "select c.id, c.title, c.notice, c.state, c.opens_on as opens, "
            + "c.closes_on as closes, c.created_at, c.changed_at, c.changed_by, c.revision from campaign c ";

    /** Categories, which have ids, and milestones, of all there are or of some. */
    private static final String PARTS = """
            left join (
                select campaign_id, id as part_id, name as part_name, cast(null as date) as starts_on,
                    cast(null as date) as ends_on, sort_order from campaign_category
                union all
                select campaign_id, cast(null as varchar(36)), title, starts_on, ends_on, sort_order
                from campaign_milestone
            ) p on p.campaign_id = c.id order by""";

    private static final RowMapper<Campaign> ROWS = Rows.of(Campaign.class);

    private final JdbcClient jdbc;

    CampaignStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Campaign> find(String id) {
        Optional<Campaign> found = plans("where c.id = :id", "c.id", Map.of("id", id)).stream()
            .findFirst()
            .map(CampaignPlan::campaign);
        Remembered.once(headOf(id),
                () -> found.map((campaign) -> new Head(campaign.title(), campaign.state(), campaign.categories())));
        return found;
    }

    @Override
    public Optional<Campaign.State> state(String id) {
        return head(id).map(Head::state);
    }

    @Override
    public Optional<String> title(String id) {
        return head(id).map(Head::title);
    }

    @Override
    public List<Campaign.Category> categories(String id) {
        return head(id).map(Head::categories).orElse(List.of());
    }

    @Override
    public String notice(String id) {
        return this.jdbc.sql("select notice from campaign where id = ?")
            .param(id)
            .query(String.class)
            .optional()
            .orElse("");
    }

    private static List<String> headOf(String id) {
        return List.of("campaign.head", id);
    }

    private Optional<Head> head(String id) {
        return Remembered.once(headOf(id), () -> {
            List<Head> heads = new ArrayList<>();
            this.jdbc.sql("""
                    select c.title, c.state, k.id, k.name from campaign c
                    left join campaign_category k on k.campaign_id = c.id
                    where c.id = ? order by k.sort_order""").param(id).query((row) -> {
                if (heads.isEmpty()) {
                    heads.add(new Head(row.getString("title"), stateOf(row), new ArrayList<>()));
                }
                if (row.getString("id") != null) {
                    heads.get(0).categories().add(new Campaign.Category(row.getString("id"), row.getString("name")));
                }
            });
            return heads.stream().findFirst();
        });
    }

    @Override
    public Map<String, String> titles() {
        return names("select id, title from campaign where state <> 'draft' order by opens_on desc, id desc");
    }

    /** Of those of these that are no drafts, by their ids. */
    Map<String, String> titlesOf(Collection<String> ids) {
        Map<String, String> titles = new HashMap<>();
        if (!ids.isEmpty()) {
            this.jdbc.sql("select id, title from campaign where id in (:ids) and state <> 'draft'")
                .param("ids", ids)
                .query((row) -> {
                    titles.put(row.getString(1), row.getString(2));
                });
        }
        return titles;
    }

    @Override
    public Names names() {
        return Remembered.once("campaign.names", () -> {
            Names names = new Names(new LinkedHashMap<>(), new LinkedHashMap<>());
            this.jdbc
                .sql("select c.id, c.title, k.id as category_id, k.name from campaign c left join campaign_category k "
                        + "on k.campaign_id = c.id where c.state <> 'draft' "
                        + "order by c.opens_on desc, c.id desc, k.sort_order")
                .query((row) -> {
                    names.titles().put(row.getString("id"), row.getString("title"));
                    if (row.getString("category_id") != null) {
                        names.categories().put(row.getString("category_id"), row.getString("name"));
                    }
                });
            return names;
        });
    }

    /** What a statement gives, the second column by the first. */
    private Map<String, String> names(String sql) {
        return Remembered.once(sql, () -> {
            Map<String, String> names = new LinkedHashMap<>();
            this.jdbc.sql(sql).query((row) -> {
                names.put(row.getString(1), row.getString(2));
            });
            return Collections.unmodifiableMap(names);
        });
    }

    /** A deputation can be limited to those that are open. */
    @Override
    public List<Choice> campaigns() {
        return this.jdbc
            .sql("select id, title, state from campaign where state <> 'draft' order by opens_on desc, id desc")
            .query((row, number) -> new Choice(row.getString("id"), row.getString("title"),
                    stateOf(row) == Campaign.State.OPEN))
            .list();
    }

    @Override
    public List<Campaign> owedBy(String account) {
        return plans(
                "join campaign_participant p on p.campaign_id = c.id "
                        + "where p.account = :account and c.state = 'open'",
                "c.closes, c.id", Map.of("account", account))
            .stream()
            .map(CampaignPlan::campaign)
            .toList();
    }

    @Override
    public boolean names(String campaignId, String account) {
        return this.jdbc.sql("select count(*) from campaign_participant where campaign_id = ? and account = ?")
            .params(campaignId, account)
            .query(Long.class)
            .single() > 0;
    }

    /** The newest first; drafts only where they are asked for. */
    Page<Campaign> page(boolean drafts, int limit, @Nullable String cursor) {
        StringBuilder wanted = new StringBuilder("where (c.state <> 'draft' or :drafts) ");
        Map<String, Object> parameters = new HashMap<>(Map.of("drafts", drafts, "rows", limit + 1));
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            wanted.append("and (c.opens_on < :opens or (c.opens_on = :opens and c.id < :id)) ");
            parameters.put("opens", Cursor.value(after.get(0), LocalDate::parse));
            parameters.put("id", after.get(1));
        });
        wanted.append("order by c.opens_on desc, c.id desc fetch first :rows rows only");
        return Page.of(plans(wanted.toString(), "c.opens desc, c.id desc", parameters).stream()
            .map(CampaignPlan::campaign)
            .toList(), limit, (campaign) -> List.of(campaign.opens().toString(), campaign.id()));
    }

    Optional<CampaignPlan> plan(String id) {
        return plans("where c.id = :id", "c.id", Map.of("id", id)).stream()
            .findFirst()
            .map((plan) -> new CampaignPlan(plan.campaign(), plan.notice(), Set.copyOf(participants(id)),
                    plan.createdAt(), plan.changedAt(), plan.changedBy()));
    }

    /** Locks the campaign for the rest of the transaction. */
    CampaignPlan lock(String id) {
        Remembered.forget();
        this.jdbc.sql("select id from campaign where id = ? for update").param(id).query(String.class).optional();
        return plan(id).orElseThrow(() -> new NotFound("campaign"));
    }

    List<String> participants(String id) {
        return this.jdbc.sql("select account from campaign_participant where campaign_id = ? order by account")
            .param(id)
            .query(String.class)
            .list();
    }

    boolean isEmpty() {
        return this.jdbc.sql("select count(*) from campaign").query(Long.class).single() == 0;
    }

    void insert(CampaignPlan plan) {
        Remembered.forget();
        Campaign campaign = plan.campaign();
        Rows.insert(this.jdbc, "campaign",
                "id, title, notice, state, opens_on, closes_on, created_at, changed_at, changed_by, revision",
                campaign.id(), campaign.title(), plan.notice(), campaign.state().id(), campaign.opens(),
                campaign.closes(), plan.createdAt(), plan.changedAt(), plan.changedBy(), campaign.revision());
        insertParts(plan);
    }

    /** Saves a campaign that was read with {@link #lock}. */
    void update(CampaignPlan plan) {
        Remembered.forget();
        Campaign campaign = plan.campaign();
        Rows.update(this.jdbc,
                "update campaign set title = ?, notice = ?, state = ?, opens_on = ?, closes_on = ?, "
                        + "changed_at = ?, changed_by = ?, revision = ? where id = ?",
                campaign.title(), plan.notice(), campaign.state().id(), campaign.opens(), campaign.closes(),
                plan.changedAt(), plan.changedBy(), campaign.revision(), campaign.id());
        for (String part : List.of("campaign_category", "campaign_milestone", "campaign_participant")) {
            Rows.update(this.jdbc, "delete from " + part + " where campaign_id = ?", campaign.id());
        }
        insertParts(plan);
    }

    private void insertParts(CampaignPlan plan) {
        Campaign campaign = plan.campaign();
        int order = 0;
        for (Campaign.Category category : campaign.categories()) {
            Rows.insert(this.jdbc, "campaign_category", "id, campaign_id, sort_order, name", category.id(),
                    campaign.id(), order++, category.name());
        }
        order = 0;
        for (Campaign.Milestone milestone : campaign.milestones()) {
            Rows.insert(this.jdbc, "campaign_milestone", "campaign_id, sort_order, title, starts_on, ends_on",
                    campaign.id(), order++, milestone.title(), milestone.from(), milestone.to());
        }
        for (String account : plan.participants()) {
            Rows.insert(this.jdbc, "campaign_participant", "campaign_id, account", campaign.id(), account);
        }
    }

    /** With categories and milestones, without who takes part; in one statement. */
    private List<CampaignPlan> plans(String wanted, String order, Map<String, ?> parameters) {
        Map<String, CampaignPlan> plans = new LinkedHashMap<>();
        this.jdbc.sql("select * from (" + SELECT + wanted + ") c " + PARTS + " " + order + ", p.sort_order")
            .params(parameters)
            .query((row) -> {
                CampaignPlan plan = new CampaignPlan(ROWS.mapRow(row, 0), row.getString("notice"), Set.of(),
                        Sql.instant(row, "created_at"), Sql.instant(row, "changed_at"), row.getString("changed_by"));
                Campaign campaign = plans.computeIfAbsent(plan.campaign().id(), (id) -> plan).campaign();
                String name = row.getString("part_name");
                if (row.getString("part_id") != null) {
                    campaign.categories().add(new Campaign.Category(row.getString("part_id"), name));
                }
                else if (name != null) {
                    campaign.milestones()
                        .add(new Campaign.Milestone(name, row.getObject("starts_on", LocalDate.class),
                                row.getObject("ends_on", LocalDate.class)));
                }
            });
        return List.copyOf(plans.values());
    }

    private static Campaign.State stateOf(ResultSet row) throws SQLException {
        return Campaign.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private record Head(String title, Campaign.State state, List<Campaign.Category> categories) {

    }

}
