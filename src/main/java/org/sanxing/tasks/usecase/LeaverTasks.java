package org.sanxing.tasks.usecase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.sanxing.organization.LeaverDuties;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The open tasks of a leaver. One's own pass to a successor, as do those delegated to
 * somebody; what a group or an owner can have again goes back there; what only the leaver
 * could do ends.
 */
@Component
@Order(100)
class LeaverTasks implements LeaverDuties {

    private final WorkItems items;

    private final TaskHandlers handlers;

    private final ReassignTask reassignTask;

    LeaverTasks(WorkItems items, TaskHandlers handlers, ReassignTask reassignTask) {
        this.items = items;
        this.handlers = handlers;
        this.reassignTask = reassignTask;
    }

    @Override
    public String id() {
        return "tasks";
    }

    /**
     * One statement, however many there are. The system administrator, who decides on
     * them, reads no title: each has a number in this list.
     */
    @Override
    public List<Duty> of(String account) {
        List<WorkItem> held = this.items.open("holder = :account or owner = :account", Map.of("account", account),
                "due_order, id", Integer.MAX_VALUE);
        List<Duty> duties = new ArrayList<>();
        held.stream()
            .filter((item) -> !this.handlers.of(item.kind()).followsCase(item.kind()))
            .forEach((item) -> duties.add(holding(item, account, "#" + (duties.size() + 1))));
        return duties;
    }

    private Duty holding(WorkItem item, String account, String title) {
        Fate fate = fate(item, account);
        Set<String> notTo = new HashSet<>();
        Stream.of(account, item.excluded(), item.author()).filter(Objects::nonNull).forEach(notTo::add);
        return new Duty(item.id(), "tasks.kind." + item.kind(), title, fate == Fate.MOVES, fate.note, notTo);
    }

    private Fate fate(WorkItem item, String account) {
        if (this.handlers.of(item.kind()).personal(item.kind())) {
            return (item.parentId() != null) ? Fate.OPINION_ENDS : Fate.ENDS;
        }
        if (item.owner() != null) {
            return item.owner().equals(account) ? Fate.MOVES : Fate.TO_OWNER;
        }
        return (item.candidateGroup() != null && !item.entrusted()) ? Fate.TO_GROUP : Fate.MOVES;
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        WorkItem item = this.items.lock(holding.id()).filter(WorkItem::isOpen).orElse(null);
        if (item == null || !(from.equals(item.holder()) || from.equals(item.owner()))) {
            return;
        }
        Actor actor = this.reassignTask.administrator(administrator);
        switch (fate(item, from)) {
            case MOVES -> {
                if (successor == null) {
                    throw new InvalidInput("successor", "task-person-required");
                }
                this.reassignTask.succeed(item, from, successor, actor, reason);
            }
            case TO_GROUP, TO_OWNER -> this.reassignTask.giveBack(item, actor, reason);
            default -> this.handlers.of(item.kind()).end(item, administrator, reason);
        }
    }

    /** What becomes of a task. */
    private enum Fate {

        MOVES(null), TO_GROUP("tasks.held.to-group"), TO_OWNER("tasks.held.to-owner"),
        OPINION_ENDS("tasks.held.opinion-ends"), ENDS("tasks.held.ends");

        private final @Nullable String note;

        Fate(@Nullable String note) {
            this.note = note;
        }

    }

}
