package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Ids;
import org.sanxing.common.Sql;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people did with tasks beside deciding them. Rows are only added. */
@Component
public class TaskSteps {

    private final JdbcClient jdbc;

    TaskSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param target account of the person to whom it was done; null where nobody
     * @param proposal of a delegate, as JSON; null for the other steps
     */
    public void add(WorkItem item, Kind kind, Actor actor, @Nullable String target, @Nullable String reason,
            @Nullable String proposal, Instant now) {
        this.jdbc.sql("""
                insert into task_step (id, task_id, case_id, step, actor, on_behalf_of, target, reason, proposal,
                    done_at)
                values (:id, :task, :case, :step, :actor, :behalf, :target, :reason, :proposal, :at)""")
            .param("id", Ids.next())
            .param("task", item.id())
            .param("case", item.caseId())
            .param("step", kind.name())
            .param("actor", actor.account())
            .param("behalf", actor.onBehalfOf())
            .param("target", target)
            .param("reason", reason)
            .param("proposal", proposal)
            .param("at", Sql.time(now))
            .update();
    }

    /** Oldest first. */
    public List<Step> of(String taskId) {
        return this.jdbc.sql("select * from task_step where task_id = :task order by done_at, id")
            .param("task", taskId)
            .query((row, number) -> step(row))
            .list();
    }

    public Optional<Step> newest(String taskId, Kind kind) {
        return this.jdbc.sql("""
                select * from task_step where task_id = :task and step = :step
                order by done_at desc, id desc fetch first 1 rows only""")
            .param("task", taskId)
            .param("step", kind.name())
            .query((row, number) -> step(row))
            .optional();
    }

    /** Of any kind. */
    public Optional<Step> newest(String taskId) {
        return this.jdbc.sql("""
                select * from task_step where task_id = :task
                order by done_at desc, id desc fetch first 1 rows only""")
            .param("task", taskId)
            .query((row, number) -> step(row))
            .optional();
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(Kind.valueOf(row.getString("step")), row.getString("actor"), row.getString("on_behalf_of"),
                row.getString("target"), row.getString("reason"), row.getString("proposal"),
                Sql.instant(row, "done_at"));
    }

    public enum Kind {

        CLAIMED, RELEASED, TRANSFERRED, DELEGATED, HANDED_BACK, RECALLED, REASSIGNED, TAKEN_BACK

    }

    public record Step(Kind kind, String actor, @Nullable String onBehalfOf, @Nullable String target,
            @Nullable String reason, @Nullable String proposal, Instant at) {

        /** The step as the API writes it, e.g. {@code handedBack}. */
        public String id() {
            return CamelCase.of(this.kind);
        }

    }

}
