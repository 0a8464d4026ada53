package org.sanxing.reflection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remarks on passages, the author's answers, and which of them are resolved. Rows are
 * only added.
 */
@Component
public class Remarks {

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    Remarks(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Adds the remarks of one decision, in their order. */
    public void add(List<Remark> remarks) {
        Rows.insertAll(this.batch, "remark",
                "id, reflection_id, version, decision_id, row_no, author, passage, quote, start_at, remark, created_at",
                IntStream.range(0, remarks.size()).mapToObj((index) -> {
                    Remark remark = remarks.get(index);
                    return new Object[] { remark.id(), remark.reflectionId(), remark.version(), remark.decisionId(),
                            index, remark.author(), remark.passage(), remark.quote(), remark.start(), remark.text(),
                            remark.createdAt() };
                }).toList());
    }

    /**
     * All remarks on a material with their newest answers, oldest first; what was taken
     * back with its decision does not count.
     */
    public List<Remark> of(String reflectionId) {
        return this.jdbc.sql("""
                select r.*, a.answer, a.explanation, a.version as answered_version, s.resolved_at
                from remark r
                left join remark_answer a on a.remark_id = r.id and a.version = (
                    select max(version) from remark_answer where remark_id = r.id)
                left join (select t.remark_id, min(t.resolved_at) as resolved_at from remark_settlement t
                    where t.decision_id not in (select decision_id from review_taken_back) group by t.remark_id) s
                    on s.remark_id = r.id
                where r.reflection_id = :id and r.decision_id not in (select decision_id from review_taken_back)
                order by r.created_at, r.row_no, r.id""")
            .param("id", reflectionId)
            .query((row, index) -> remark(row))
            .list();
    }

    private static Remark remark(ResultSet row) throws SQLException {
        int start = row.getInt("start_at");
        Integer startOrNull = row.wasNull() ? null : start;
        String answer = row.getString("answer");
        return new Remark(row.getString("id"), row.getString("reflection_id"), row.getInt("version"),
                row.getString("decision_id"), row.getString("author"), row.getString("passage"), row.getString("quote"),
                startOrNull, row.getString("remark"), Sql.instant(row, "created_at"), (answer != null)
                        ? new Answer(answer, row.getString("explanation"), row.getInt("answered_version")) : null,
                row.getObject("resolved_at") != null);
    }

    /**
     * @param answers by id of the remark
     */
    public void answer(Map<String, Answer> answers, Instant now) {
        Rows.insertAll(this.batch, "remark_answer", "remark_id, version, answer, explanation, answered_at",
                answers.entrySet()
                    .stream()
                    .map((each) -> new Object[] { each.getKey(), each.getValue().version(), each.getValue().answer(),
                            each.getValue().text(), now })
                    .toList());
    }

    /** All answers to the remarks on a material, by id of the remark, oldest first. */
    public Map<String, List<Answer>> answers(String reflectionId) {
        return Rows.grouped("remark_id", this.jdbc.sql("""
                select a.remark_id, a.answer, a.explanation as text, a.version from remark_answer a
                join remark r on r.id = a.remark_id where r.reflection_id = :id order by a.remark_id, a.version""")
            .param("id", reflectionId), Rows.of(Answer.class));
    }

    /**
     * Who found the remarks on a material resolved first, by id of the remark; what was
     * taken back does not count.
     */
    public Map<String, Settlement> settlements(String reflectionId) {
        Map<String, Settlement> settlements = new LinkedHashMap<>();
        this.jdbc.sql("""
                select s.remark_id, s.actor, s.resolved_at from remark_settlement s
                join remark r on r.id = s.remark_id where r.reflection_id = :id
                    and s.decision_id not in (select decision_id from review_taken_back)
                order by s.resolved_at""").param("id", reflectionId).query((row) -> {
            settlements.putIfAbsent(row.getString("remark_id"),
                    new Settlement(row.getString("actor"), Sql.instant(row, "resolved_at")));
        });
        return settlements;
    }

    public void resolve(Collection<String> remarkIds, String decisionId, String actor, Instant now) {
        Rows.insertAll(this.batch, "remark_settlement", "remark_id, decision_id, actor, resolved_at",
                remarkIds.stream().map((remark) -> new Object[] { remark, decisionId, actor, now }).toList());
    }

    /**
     * @param decisionId of the decision with which it was made
     * @param passage as {@link ReflectionContent#passage} names it
     * @param start of the quote in the passage, in code points; null where not said
     * @param answer the newest; null where there is none
     */
    public record Remark(String id, String reflectionId, int version, String decisionId, String author, String passage,
            String quote, @Nullable Integer start, String text, Instant createdAt, @Nullable Answer answer,
            boolean resolved) {

        /** The decision with which it was made; null where it is not among these. */
        public @Nullable ReviewDecision decisionAmong(List<ReviewDecision> decisions) {
            return decisions.stream()
                .filter((decision) -> decision.id().equals(this.decisionId))
                .findFirst()
                .orElse(null);
        }

        /** As the chain tells it. */
        public Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("passage", this.passage);
            if (!this.quote.isEmpty()) {
                told.put("quote", this.quote);
            }
            told.put("text", this.text);
            return told;
        }

        /**
         * Whether the author has to answer it before the next submission.
         * @param decided the newest version on which somebody decided
         */
        public boolean needsAnswer(int decided) {
            return !this.resolved && (this.answer == null || this.answer.version() <= decided);
        }

    }

    /**
     * @param answer {@code done} or {@code declined}
     * @param version with which it was answered
     */
    public record Answer(String answer, String text, int version) {

    }

    /** That a reviewer found it resolved. */
    public record Settlement(String actor, Instant at) {

    }

}
