package org.sanxing.reflection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reviewers decided. Rows are only added. */
@Component
public class ReviewRecords {

    private static final String DECISIONS = """
            select d.*, d.level_id as level, d.level_holder as holder, t.taken_at as taken_back_at
            from review_decision d left join review_taken_back t on t.decision_id = d.id where\s""";

    private final JdbcClient jdbc;

    ReviewRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(ReviewDecision decision) {
        this.jdbc.sql("""
                insert into review_decision (id, reflection_id, version, level_id, level_holder, actor, on_behalf_of,
                    decision, opinion, extra, form_hash, decided_at, task_id, author)
                values (:id, :reflectionId, :version, :level, :holder, :actor, :onBehalfOf, :decision, :opinion,
                    :extra, :formHash, :decidedAt, :taskId,
                    (select author from reflection where id = :reflectionId))""")
            .paramSource(Sql.fields(decision))
            .update();
    }

    /** The decisions on a material, those taken back included, oldest first. */
    public List<ReviewDecision> decisions(String reflectionId) {
        return this.jdbc.sql(DECISIONS + "d.reflection_id = :id order by d.decided_at, d.id")
            .param("id", reflectionId)
            .query(ReviewDecision.class)
            .list();
    }

    /** The newest decision that stands. */
    public Optional<ReviewDecision> newest(String reflectionId) {
        return this.jdbc.sql(DECISIONS + """
                d.reflection_id = :id and t.decision_id is null
                order by d.decided_at desc, d.id desc fetch first 1 rows only""")
            .param("id", reflectionId)
            .query(ReviewDecision.class)
            .optional();
    }

    /** The decision that was made in a task, and stands. */
    public Optional<ReviewDecision> ofTask(String taskId) {
        return this.jdbc.sql(DECISIONS + "d.task_id = :task and t.decision_id is null")
            .param("task", taskId)
            .query(ReviewDecision.class)
            .optional();
    }

    /** The newest version on which a decision stands; 0 for none. */
    public int newestDecided(String reflectionId) {
        return newest(reflectionId).map(ReviewDecision::version).orElse(0);
    }

    /** Keeps that a decision no longer counts. */
    public void takenBack(String decisionId, String actor, @Nullable String reason, Instant now) {
        Rows.insert(this.jdbc, "review_taken_back", "decision_id, actor, reason, taken_at", decisionId, actor, reason,
                now);
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

}
