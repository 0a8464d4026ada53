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
                    decision, opinion, extra, form_hash, decided_at, task_id)
                values (:id, :reflection, :version, :level, :holder, :actor, :behalf, :decision, :opinion, :extra,
                    :form, :at, :task)""")
            .param("id", decision.id())
            .param("task", decision.taskId())
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

    /** The decisions on a material, those taken back included, oldest first. */
    public List<ReviewDecision> decisions(String reflectionId) {
        return this.jdbc.sql("""
                select d.*, t.taken_at from review_decision d left join review_taken_back t on t.decision_id = d.id
                where d.reflection_id = :id order by d.decided_at, d.id""")
            .param("id", reflectionId)
            .query((row, index) -> decision(row))
            .list();
    }

    /** The newest decision that stands. */
    public Optional<ReviewDecision> newest(String reflectionId) {
        return this.jdbc.sql("""
                select d.*, t.taken_at from review_decision d left join review_taken_back t on t.decision_id = d.id
                where d.reflection_id = :id and t.decision_id is null
                order by d.decided_at desc, d.id desc fetch first 1 rows only""")
            .param("id", reflectionId)
            .query((row, index) -> decision(row))
            .optional();
    }

    /** The decision that was made in a task, and stands. */
    public Optional<ReviewDecision> ofTask(String taskId) {
        return this.jdbc.sql("""
                select d.*, t.taken_at from review_decision d left join review_taken_back t on t.decision_id = d.id
                where d.task_id = :task and t.decision_id is null""")
            .param("task", taskId)
            .query((row, index) -> decision(row))
            .optional();
    }

    /** The newest version on which a decision stands; 0 for none. */
    public int newestDecided(String reflectionId) {
        return this.jdbc.sql("""
                select coalesce(max(version), 0) from review_decision where reflection_id = :id
                    and id not in (select decision_id from review_taken_back)""")
            .param("id", reflectionId)
            .query(Integer.class)
            .single();
    }

    /** Keeps that a decision no longer counts. */
    public void takenBack(String decisionId, String actor, @Nullable String reason, Instant now) {
        this.jdbc.sql("""
                insert into review_taken_back (decision_id, actor, reason, taken_at)
                values (:decision, :actor, :reason, :at)""")
            .param("decision", decisionId)
            .param("actor", actor)
            .param("reason", reason)
            .param("at", Sql.time(now))
            .update();
    }

    private static ReviewDecision decision(ResultSet row) throws SQLException {
        return new ReviewDecision(row.getString("id"), row.getString("reflection_id"), row.getInt("version"),
                row.getString("level_id"), row.getString("level_holder"), row.getString("actor"),
                row.getString("on_behalf_of"), row.getString("decision"), row.getString("opinion"),
                row.getString("extra"), row.getString("form_hash"), Sql.instant(row, "decided_at"),
                row.getString("task_id"), Sql.instantOrNull(row, "taken_at"));
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
     * @param taskId of the task in which it was made; null where that was not kept
     * @param takenBackAt when it was taken back; null where it stands
     */
    public record ReviewDecision(String id, String reflectionId, int version, String level, String holder, String actor,
            @Nullable String onBehalfOf, String decision, @Nullable String opinion, String extra, String formHash,
            Instant decidedAt, @Nullable String taskId, @Nullable Instant takenBackAt) {

    }

    /**
     * @param version the newest that was opened
     */
    public record Reader(String account, int times, int version, Instant lastAt) {

    }

}
