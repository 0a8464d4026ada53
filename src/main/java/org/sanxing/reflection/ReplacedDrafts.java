package org.sanxing.reflection;

import java.time.Instant;
import java.util.Optional;

import org.sanxing.common.Sql;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The draft that an import took the place of, one for each material, so that the import
 * can be undone. Gone with the next submission.
 */
@Component
public class ReplacedDrafts {

    private final JdbcClient jdbc;

    private final ReflectionRepository reflections;

    ReplacedDrafts(JdbcClient jdbc, ReflectionRepository reflections) {
        this.jdbc = jdbc;
        this.reflections = reflections;
    }

    public void keep(ReplacedDraft draft) {
        forget(draft.reflectionId());
        this.jdbc.sql("""
                insert into reflection_replaced_draft (reflection_id, draft, reason, replaced_at)
                values (:reflection, :draft, :reason, :at)""")
            .param("reflection", draft.reflectionId())
            .param("draft", draft.draft())
            .param("reason", draft.reason())
            .param("at", Sql.time(draft.replacedAt()))
            .update();
    }

    public Optional<ReplacedDraft> find(String reflectionId) {
        return this.jdbc.sql("select * from reflection_replaced_draft where reflection_id = :reflection")
            .param("reflection", reflectionId)
            .query((row, index) -> new ReplacedDraft(row.getString("reflection_id"), row.getString("draft"),
                    row.getString("reason"), Sql.instant(row, "replaced_at")))
            .optional();
    }

    private void forget(String reflectionId) {
        this.jdbc.sql("delete from reflection_replaced_draft where reflection_id = :reflection")
            .param("reflection", reflectionId)
            .update();
    }

    @EventListener
    void on(ReflectionSubmitted submitted) {
        if (this.reflections.getById(submitted.reflectionId()).isDraftReplaced()) {
            forget(submitted.reflectionId());
        }
    }

    /**
     * @param draft as JSON
     * @param reason why it is not the draft any more: {@code import}, or {@code restore}
     * where an import was undone
     */
    public record ReplacedDraft(String reflectionId, String draft, String reason, Instant replacedAt) {

    }

}
