package org.sanxing.tasks.usecase;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskKinds;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides several tasks of one kind, where an administrator allows it. Each is checked
 * and decided by itself, behind a savepoint of its own where the request has a
 * transaction, and reported by itself; a return needs its own reason.
 */
@Component
public class CompleteTasks {

    /** As many as a page of the list shows at most. */
    public static final int MOST = 200;

    private static final String DECISION = "decision";

    private final CompleteTask completeTask;

    private final WorkItems items;

    private final TaskHandlers handlers;

    private final TaskKinds kinds;

    private final TransactionTemplate transaction;

    CompleteTasks(CompleteTask completeTask, WorkItems items, TaskHandlers handlers, TaskKinds kinds,
            PlatformTransactionManager transactions) {
        this.completeTask = completeTask;
        this.items = items;
        this.handlers = handlers;
        this.kinds = kinds;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * @throws Forbidden where tasks of the kind may not be decided together
     * @throws InvalidInput where nothing, too much or the same twice is asked for
     */
    public List<Report> execute(CompleteTasksCommand command, String account) {
        for (int i = 0; i < command.items().size(); i++) {
            if (command.items().get(i).id() == null) {
                throw new InvalidInput("items[" + i + "].id", "required", "id");
            }
        }
        TaskHandler handler = this.handlers.known().get(command.kind());
        if (handler == null) {
            throw new InvalidInput("kind", "unknown-option", "kind", command.kind());
        }
        if (handler.batchDecisions(command.kind()).isEmpty() || !this.kinds.batch().contains(command.kind())) {
            throw new Forbidden("batch-not-allowed");
        }
        if (command.items().isEmpty() || command.items().size() > MOST) {
            throw new InvalidInput("items", "batch-size", MOST);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < command.items().size(); i++) {
            if (!ids.add(command.items().get(i).id())) {
                throw new InvalidInput("items[" + i + "].id", "batch-twice");
            }
        }
        return command.items().stream().map((item) -> one(command, handler, item, account)).toList();
    }

    private Report one(CompleteTasksCommand command, TaskHandler handler, Item item, String account) {
        try {
            if (item.id().indexOf('\0') >= 0) {
                throw new NotFound("task");
            }
            WorkItem found = this.items.find(item.id()).orElse(null);
            if (found != null && !found.kind().equals(command.kind())) {
                throw new NotFound("task");
            }
            Map<String, Object> data = new LinkedHashMap<>(command.data());
            data.putAll(item.data());
            requireBatchable(handler.batchDecisions(command.kind()), data, item);
            TaskHandler.Outcome outcome = this.transaction.execute((status) -> this.completeTask
                .execute(new CompleteTask.CompleteTaskCommand(item.id(), data, account, item.revision()))
                .outcome());
            return new Report(item.id(), outcome, null);
        }
        catch (Refusal refused) {
            return new Report(item.id(), null, refused);
        }
        catch (ConcurrencyFailureException ex) {
            return new Report(item.id(), null, new org.sanxing.common.Conflict("concurrent-change"));
        }
    }

    private static void requireBatchable(Set<String> decisions, Map<String, Object> data, Item item) {
        Object decision = data.get(DECISION);
        if (!(decision instanceof String text) || !decisions.contains(text)) {
            throw new InvalidInput(DECISION, "batch-decision");
        }
        boolean ownReason = item.data().get("opinion") instanceof String opinion && !Texts.isBlank(opinion);
        if (!"approve".equals(decision) && !ownReason) {
            throw new InvalidInput("opinion", "batch-own-reason");
        }
    }

    /**
     * @param data what holds for all of them, e.g. the decision
     */
    public record CompleteTasksCommand(String kind, Map<String, Object> data, List<Item> items) {

        public CompleteTasksCommand {
            kind = String.valueOf(kind);
            data = Objects.requireNonNullElse(data, Map.of());
            items = Objects.requireNonNullElse(items, List.of());
        }

    }

    /**
     * @param data of this one, over what holds for all
     * @param revision that the person saw; null to leave the check out
     */
    public record Item(String id, Map<String, Object> data, @Nullable Integer revision) {

        public Item {
            data = Objects.requireNonNullElse(data, Map.of());
        }

    }

    /**
     * @param outcome null where it was refused
     * @param refusal null where it was decided
     */
    public record Report(String id, TaskHandler.@Nullable Outcome outcome, @Nullable Refusal refusal) {

    }

}
