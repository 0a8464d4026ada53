package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.Sql;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers when a person last opened a task: what is unread in the list, and when copies
 * and urging were read.
 */
@Component
public class Readings {

    private final JdbcClient jdbc;

    private final TaskAccess access;

    private final TaskHandlers handlers;

    private final TaskSteps steps;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Readings(JdbcClient jdbc, TaskAccess access, TaskHandlers handlers, TaskSteps steps,
            PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.handlers = handlers;
        this.steps = steps;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** The person has the task before their eyes. */
    public void opened(WorkItem item, Person person) {
        Instant now = this.clock.instant();
        Optional<Actor> actor = this.access.actor(item, person);
        // A deputy reads the case from now on, since they may decide on it.
        actor.filter((one) -> one.onBehalfOf() != null)
            .ifPresent((one) -> this.handlers.of(item.kind()).reached(item, one.account()));
        try {
            this.transaction.executeWithoutResult((status) -> keep(item, person.account(), actor.isPresent(), now));
        }
        catch (DuplicateKeyException ex) {
            // Opened twice at the same moment: the other one has kept it.
        }
    }

    /** Ids of those that the person has not opened since they came. */
    public Set<String> unopened(Collection<WorkItem> items, String account) {
        if (items.isEmpty()) {
            return Set.of();
        }
        Map<String, Instant> opened = new HashMap<>();
        this.jdbc.sql("select task_id, read_at from task_reading where account = :account and task_id in (:ids)")
            .param("account", account)
            .param("ids", items.stream().map(WorkItem::id).toList())
            .query((row) -> {
                opened.put(row.getString("task_id"), Sql.instant(row, "read_at"));
            });
        return items.stream()
            .filter((item) -> opened.getOrDefault(item.id(), Instant.MIN).isBefore(item.movedAt()))
            .map(WorkItem::id)
            .collect(Collectors.toSet());
    }

    private void keep(WorkItem item, String account, boolean holds, Instant now) {
        Map<String, Object> reading = Map.of("task", item.id(), "account", account, "now", Sql.time(now));
        if (change("update task_reading set read_at = :now where task_id = :task and account = :account",
                reading) == 0) {
            change("insert into task_reading (task_id, account, read_at) values (:task, :account, :now)", reading);
        }
        this.steps.readCopies(item.id(), account, now);
        if (holds) {
            this.steps.readUrges(item.id(), account, now);
        }
    }

    private int change(String sql, Map<String, Object> reading) {
        return this.jdbc.sql(sql).params(reading).update();
    }

}
