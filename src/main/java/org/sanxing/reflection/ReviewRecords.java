package org.sanxing.reflection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What reviewers decided and whom a material has reached. Rows are only added.
 */
@Component
public class ReviewRecords {

    private final JdbcClient jdbc;

    ReviewRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(ReviewDecision decision) {
        this.jdbc.sql("""
                insert into review_decision (id, reflection_id, version, level_id, level_holder, actor, on_behalf_of,
                    decision, opinion, extra, form_hash, decided_at)
                values (:id, :reflection, :version, :level, :holder, :actor, :behalf, :decision, :opinion, :extra,
                    :form, :at)""")
            .param("id", decision.id())
            .param("reflection", decision.reflectionId())
            .param("version", decision.version())
            .param("level", decision.level())
            .param("holder", decision.holder())
            .param("actor", decision.actor())
            .param("behalf", decision.onBehalfOf())
            .param("decision", decision.decision())
            .param("opinion", decision.opinion())
            .param("extra", decision.extra())
            .param("form", decision.formHash())
            .param("at", Sql.time(decision.decidedAt()))
            .update();
    }

    /** The decisions on a material, oldest first. */
    public List<ReviewDecision> decisions(String reflectionId) {
        return this.jdbc.sql("select * from review_decision where reflection_id = :id order by decided_at, id")
            .param("id", reflectionId)
            .query((row, index) -> decision(row))
            .list();
    }

    public Optional<ReviewDecision> newest(String reflectionId) {
        return this.jdbc.sql("""
                select * from review_decision where reflection_id = :id
                order by decided_at desc, id desc fetch first 1 rows only""")
            .param("id", reflectionId)
            .query((row, index) -> decision(row))
            .optional();
    }

    private static ReviewDecision decision(ResultSet row) throws SQLException {
        return new ReviewDecision(row.getString("id"), row.getString("reflection_id"), row.getInt("version"),
                row.getString("level_id"), row.getString("level_holder"), row.getString("actor"),
                row.getString("on_behalf_of"), row.getString("decision"), row.getString("opinion"),
                row.getString("extra"), row.getString("form_hash"), Sql.instant(row, "decided_at"));
    }

    /** Remembers that the material reached a person, who may read it from then on. */
    public void reached(String reflectionId, String account, String level, Instant now) {
        this.jdbc.sql("""
                insert into reflection_reviewer (reflection_id, account, level_id, assigned_at)
                select :reflection, :account, :level, :at where not exists (select 1 from reflection_reviewer
                    where reflection_id = :reflection and account = :account and level_id = :level)""")
            .param("reflection", reflectionId)
            .param("account", account)
            .param("level", level)
            .param("at", Sql.time(now))
            .update();
    }

    public boolean hasReached(String reflectionId, String account) {
        return this.jdbc
            .sql("select count(*) from reflection_reviewer where reflection_id = :reflection and account = :account")
            .param("reflection", reflectionId)
            .param("account", account)
            .query(Integer.class)
            .single() > 0;
    }

    public void read(String id, String reflectionId, String account, int version, Instant now) {
        this.jdbc.sql("""
                insert into reflection_reading (id, reflection_id, account, version, read_at)
                values (:id, :reflection, :account, :version, :at)""")
            .param("id", id)
            .param("reflection", reflectionId)
            .param("account", account)
            .param("version", version)
            .param("at", Sql.time(now))
            .update();
    }

    /** Who opened it, how often and when last, the latest first. */
    public List<Reader> readers(String reflectionId) {
        return this.jdbc.sql("""
                select account, count(*) as times, max(version) as version, max(read_at) as last_at
                from reflection_reading where reflection_id = :id group by account order by max(read_at) desc""")
            .param("id", reflectionId)
            .query((row, index) -> new Reader(row.getString("account"), row.getInt("times"), row.getInt("version"),
                    Sql.instant(row, "last_at")))
            .list();
    }

    /**
     * @param holder who held the level by the organisation
     * @param decision {@code approve} or {@code return}
     * @param extra what the form asked beside, as JSON
     */
    public record ReviewDecision(String id, String reflectionId, int version, String level, String holder, String actor,
            @Nullable String onBehalfOf, String decision, @Nullable String opinion, String extra, String formHash,
            Instant decidedAt) {

    }

    /**
     * @param version the newest that was opened
     */
    public record Reader(String account, int times, int version, Instant lastAt) {

    }

}
