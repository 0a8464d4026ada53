package org.sanxing.tasks.list;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Recorded;
import org.sanxing.common.Sql;
import org.sanxing.organization.DeputyScopes;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.TaskHandler;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of tasks, and whether several of a kind may be decided at once. */
@Component
public class TaskKinds implements DeputyScopes {

    private final TaskHandlers handlers;

    private final Organization organization;

    private final JdbcClient jdbc;

    private final MessageSource messages;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    TaskKinds(TaskHandlers handlers, Organization organization, JdbcClient jdbc, MessageSource messages,
            ApplicationEventPublisher events, Clock clock) {
        this.handlers = handlers;
        this.organization = organization;
        this.jdbc = jdbc;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    public List<Kind> all() {
        Set<String> allowed = batch();
        return this.handlers.known().entrySet().stream().map((known) -> {
            List<String> decisions = known.getValue().batchDecisions(known.getKey()).stream().sorted().toList();
            return new Kind(known.getKey(), decisions, !decisions.isEmpty() && allowed.contains(known.getKey()));
        }).sorted(Comparator.comparing(Kind::kind)).toList();
    }

    /** The kinds that a deputation can be limited to: those that others can do. */
    @Override
    public List<Choice> kinds(Locale locale) {
        return this.handlers.known()
            .keySet()
            .stream()
            .filter((kind) -> !this.handlers.of(kind).personal(kind))
            .sorted()
            .map((kind) -> new Choice(kind, this.messages.getMessage("tasks.kind." + kind, null, kind, locale), true))
            .toList();
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
        TaskHandler handler = this.handlers.known().get(kind);
        if (handler == null || handler.batchDecisions(kind).isEmpty()) {
            throw new InvalidInput("kind", "batch-impossible");
        }
        if (batch().contains(kind) != allowed) {
            Object[] setting = { allowed, account, Sql.time(this.clock.instant()), kind };
            if (this.jdbc.sql("update task_kind_setting set batch = ?, changed_by = ?, changed_at = ? where kind = ?")
                .params(setting)
                .update() == 0) {
                this.jdbc.sql("insert into task_kind_setting (batch, changed_by, changed_at, kind) values (?, ?, ?, ?)")
                    .params(setting)
                    .update();
            }
            // In the chain of the administration of tasks, which is no case.
            this.events.publishEvent(new Recorded(
                    AuditRecord.of("tasks", "taskKind", allowed ? "batchAllowed" : "batchForbidden", account)
                        .object("taskKind", kind)
                        .detail("task", kind)));
        }
    }

    /**
     * @param batchDecisions that can be made on several at once; none where the kind has
     * to be decided one by one
     * @param batch whether the administrator allows it
     */
    public record Kind(String kind, List<String> batchDecisions, boolean batch) {

    }

}
