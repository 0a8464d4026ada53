package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/** Undoes one's own decision while nobody has acted on what came of it. */
@UseCase
public class TakeBackDecision {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final Tasks tasks;

    private final TaskHandlers handlers;

    private final TaskNotices notices;

    TakeBackDecision(TaskRules rules, WorkItems items, TaskSteps steps, Workflow workflow,
            ApplicationEventPublisher events, Clock clock, Tasks tasks, TaskHandlers handlers, TaskNotices notices) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
        this.tasks = tasks;
        this.handlers = handlers;
        this.notices = notices;
    }

    /**
     * @return the task that is open again
     * @throws Conflict where somebody has acted on it, with who and when
     */
    public WorkItem execute(TakeBackDecisionCommand command) {
        WorkItem seen = this.items.find(command.taskId()).orElse(null);
        if (seen != null) {
            // What came of the decision first: the order in which acting on that locks.
            this.tasks.lockOpenTaskOf(seen.caseId());
        }
        TaskRules.Held held = this.rules.hold(Operation.TAKE_BACK, command.taskId(), command.account(),
                command.revision());
        WorkItem decided = held.item();
        Actor actor = held.actor();
        String reason = Colleagues.reason(command.reason());
        WorkItem undone = this.tasks.openTaskOf(decided.caseId()).orElseThrow();
        Instant now = this.clock.instant();
        this.handlers.of(decided.kind()).takeBack(decided, actor, reason);
        WorkItem again = this.items.newest(decided.caseId())
            .filter(WorkItem::isOpen)
            .filter((item) -> !item.id().equals(undone.id()))
            .orElseThrow(() -> new Conflict("cannot-be-taken-back").in(decided.decision()));
        this.items.takenBack(decided, again, now);
        this.steps.add(decided, TaskSteps.Kind.TAKEN_BACK, actor, null, reason, null, now);
        this.events.publishEvent(TaskEvent.of("decisionTakenBack", decided, actor).because(reason));
        Set<String> told = new HashSet<>(
                this.tasks.peopleBehind(undone.holder(), undone.kind(), undone.campaignId(), null));
        told.add(decided.author());
        told.remove(actor.account());
        this.notices.tell("takenBack", told, decided, actor);
        return this.items.find(again.id()).orElseThrow();
    }

    public record TakeBackDecisionCommand(String taskId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
