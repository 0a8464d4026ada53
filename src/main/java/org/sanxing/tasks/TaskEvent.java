package org.sanxing.tasks;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Somebody did something with a task beside deciding it; told in the story of its case.
 *
 * @param action past tense, e.g. {@code taskTransferred}
 * @param to accounts of those to whom it was done
 * @param reason what was said with it; null where nothing was
 */
public record TaskEvent(String action, String caseId, String taskId, String actor, @Nullable String onBehalfOf,
        List<String> to, @Nullable String reason) implements DomainEvent {

    public static TaskEvent of(String action, WorkItem item, Actor actor) {
        return of(action, item.caseId(), item.id(), actor.account(), actor.onBehalfOf());
    }

    public static TaskEvent of(String action, String caseId, String taskId, String actor, @Nullable String onBehalfOf) {
        return new TaskEvent(action, caseId, taskId, actor, onBehalfOf, List.of(), null);
    }

    public TaskEvent to(String account) {
        return to(List.of(account));
    }

    public TaskEvent to(Collection<String> accounts) {
        return new TaskEvent(this.action, this.caseId, this.taskId, this.actor, this.onBehalfOf, List.copyOf(accounts),
                this.reason);
    }

    public TaskEvent because(@Nullable String text) {
        return new TaskEvent(this.action, this.caseId, this.taskId, this.actor, this.onBehalfOf, this.to, text);
    }

    @Override
    public AuditRecord record() {
        return AuditRecord.of(this.caseId, "task", this.action, this.actor)
            .object("task", this.taskId)
            .onBehalfOf(this.onBehalfOf)
            .detail("to", this.to.isEmpty() ? null : (this.to.size() == 1) ? this.to.get(0) : this.to)
            .detail("opinion", this.reason);
    }

}
