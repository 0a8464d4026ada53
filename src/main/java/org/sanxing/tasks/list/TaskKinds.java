package org.sanxing.tasks.list;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.TaskHandler;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of tasks, and whether several of a kind may be decided at once. */
@Component
public class TaskKinds {

    private final TaskHandlers handlers;

    private final Organization organization;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    TaskKinds(TaskHandlers handlers, Organization organization, JdbcClient jdbc, ApplicationEventPublisher events,
            Clock clock) {
        this.handlers = handlers;
        this.organization = organization;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public List<Kind> all() {
        Set<String> allowed = batch();
        return this.handlers.all()
            .entrySet()
            .stream()
            .map((known) -> kind(known.getKey(), known.getValue().batchDecisions(known.getKey()), allowed))
            .sorted(Comparator.comparing(Kind::kind))
            .toList();
    }

    private static Kind kind(String kind, Set<String> decisions, Set<String> allowed) {
        return new Kind(kind, decisions.stream().sorted().toList(), !decisions.isEmpty() && allowed.contains(kind));
    }

    /** The kinds that an administrator allows; none until somebody does. */
    public Set<String> batch() {
        return new TreeSet<>(
                this.jdbc.sql("select kind from task_kind_setting where batch = true").query(String.class).list());
    }

    /**
     * The system administrator allows, or no longer, to decide several of a kind at once.
     * @throws org.sanxing.common.Forbidden where the person is none
     * @throws InvalidInput where tasks of the kind can never be decided together
     */
    @Transactional
    public void allowBatch(String kind, boolean allowed, String account) {
        Roles.requireSystemAdministrator(this.organization, account);
        TaskHandler handler = this.handlers.all().get(kind);
        if (handler == null || handler.batchDecisions(kind).isEmpty()) {
            throw new InvalidInput("kind", "batch-impossible");
        }
        if (batch().contains(kind) != allowed) {
            if (set("update task_kind_setting set batch = :batch, changed_by = :by, changed_at = :at where kind = :kind",
                    kind, allowed, account) == 0) {
                set("""
                        insert into task_kind_setting (kind, batch, changed_by, changed_at)
                        values (:kind, :batch, :by, :at)""", kind, allowed, account);
            }
            this.events.publishEvent(new BatchAllowed(account, kind, allowed));
        }
    }

    private int set(String sql, String kind, boolean allowed, String by) {
        return this.jdbc.sql(sql)
            .param("kind", kind)
            .param("batch", allowed)
            .param("by", by)
            .param("at", Sql.time(this.clock.instant()))
            .update();
    }

    /**
     * @param batchDecisions that can be made on several at once; none where the kind has
     * to be decided one by one
     * @param batch whether the administrator allows it
     */
    public record Kind(String kind, List<String> batchDecisions, boolean batch) {

    }

    /** Kept in the chain of the administration of tasks, which is no case. */
    record BatchAllowed(String actor, String kind, boolean allowed) implements DomainEvent {

        @Override
        public AuditRecord record() {
            return AuditRecord.of("tasks", "taskKind", this.allowed ? "batchAllowed" : "batchForbidden", this.actor)
                .object("taskKind", this.kind)
                .detail("task", this.kind);
        }

    }

}
