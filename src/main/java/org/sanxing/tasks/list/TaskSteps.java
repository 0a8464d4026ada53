package org.sanxing.tasks.list;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Ids;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people did with tasks beside deciding them: the steps, to whom they were copied,
 * and who asked their holders to make haste. Rows are only added.
 */
@Component
public class TaskSteps {

    private static final String STEPS = "select step as kind, actor, on_behalf_of as onBehalfOf, target, reason,"
            + " proposal, done_at as at from task_step where task_id = :task";

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
        Rows.insert(this.jdbc, "task_step",
                "id, task_id, case_id, step, actor, on_behalf_of, target, reason, proposal, done_at", Ids.next(),
                item.id(), item.caseId(), kind.name(), actor.account(), actor.onBehalfOf(), target, reason, proposal,
                now);
    }

    /** Oldest first. */
    public List<Step> of(String taskId) {
        return this.jdbc.sql(STEPS + " order by done_at, id").param("task", taskId).query(Step.class).list();
    }

    public Optional<Step> newest(String taskId) {
        return this.jdbc.sql(STEPS + " order by done_at desc, id desc fetch first 1 rows only")
            .param("task", taskId)
            .query(Step.class)
            .optional();
    }

    public void addCopy(String taskId, String account, String by, @Nullable String reason, Instant now) {
        Remembered.forget(copiesOf(taskId));
        Rows.insert(this.jdbc, "task_copy", "id, task_id, account, copied_by, reason, copied_at", Ids.next(), taskId,
                account, by, reason, now);
    }

    /** Oldest first. */
    public List<Copy> copies(String taskId) {
        return Remembered.once(copiesOf(taskId), () -> this.jdbc.sql(
                "select c.*, copied_by as \"by\", copied_at as at from task_copy c where task_id = :task order by copied_at, id")
            .param("task", taskId)
            .query(Rows.of(Copy.class))
            .list());
    }

    /** The reader has seen that it was copied to them. */
    void readCopies(String taskId, String account, Instant now) {
        if (copies(taskId).stream().anyMatch((copy) -> copy.account().equals(account) && copy.readAt() == null)) {
            Remembered.forget(copiesOf(taskId));
            Rows.update(this.jdbc,
                    "update task_copy set read_at = ? where task_id = ? and account = ? and read_at is null", now,
                    taskId, account);
        }
    }

    /** Who has the task has seen that it is urgent. */
    void readUrges(String taskId, String account, Instant now) {
        if (urges(List.of(taskId)).stream().anyMatch((urge) -> urge.readAt() == null)) {
            Remembered.forget(urgesOf(List.of(taskId)));
            Rows.update(this.jdbc,
                    "update task_urge set read_at = ?, read_by = ? where task_id = ? and read_at is null", now, account,
                    taskId);
        }
    }

    private static List<Object> copiesOf(String taskId) {
        return List.of("tasks.copies", taskId);
    }

    private static List<Object> urgesOf(Collection<String> taskIds) {
        return List.of("tasks.urges", List.copyOf(taskIds));
    }

    public void addUrge(String taskId, String by, @Nullable String reason, Instant now) {
        Remembered.forget(urgesOf(List.of(taskId)));
        Rows.insert(this.jdbc, "task_urge", "id, task_id, urged_by, reason, urged_at", Ids.next(), taskId, by, reason,
                now);
    }

    /** Those of several tasks, oldest first. */
    public List<Urge> urges(Collection<String> taskIds) {
        return taskIds.isEmpty() ? List.of() : Remembered.once(urgesOf(taskIds), () -> this.jdbc.sql(
                "select u.*, urged_by as \"by\", urged_at as at from task_urge u where task_id in (:tasks) order by urged_at, id")
            .param("tasks", taskIds)
            .query(Rows.of(Urge.class))
            .list());
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

    public record Copy(String account, String by, @Nullable String reason, Instant at, @Nullable Instant readAt) {

    }

    /**
     * @param readAt when a holder first opened the task after it; null while unread
     */
    public record Urge(String taskId, String by, @Nullable String reason, Instant at, @Nullable Instant readAt,
            @Nullable String readBy) {

    }

}
