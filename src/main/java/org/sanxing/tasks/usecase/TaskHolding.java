package org.sanxing.tasks.usecase;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.workflow.Workflow;

import org.springframework.stereotype.Component;

/** Gives an open task to another holder, in the list and in the engine together. */
@Component
class TaskHolding {

    private final WorkItems items;

    private final Workflow workflow;

    private final Clock clock;

    TaskHolding(WorkItems items, Workflow workflow, Clock clock) {
        this.items = items;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * Its deadline stays.
     * @param holder account, or the group it was offered to
     * @param entrusted whether a colleague hands it on, so that the holder need not
     * belong to the group
     * @param owner who gets it back; null where it is not delegated
     */
    void pass(WorkItem item, String holder, boolean entrusted, @Nullable String owner) {
        this.items.move(item.id(), holder, entrusted, owner, this.clock.instant());
        this.workflow.assign(item.id(), TaskGroups.isGroup(holder) ? null : holder, owner);
    }

    /** Gives the task of a group to the account in whose name it is completed now. */
    void claim(WorkItem item, String account) {
        this.items.claim(item.id(), account, false, null, this.clock.instant());
        this.workflow.claim(item.id(), account);
    }

}
