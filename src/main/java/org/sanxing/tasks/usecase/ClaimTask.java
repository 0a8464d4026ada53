package org.sanxing.tasks.usecase;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.context.ApplicationEventPublisher;

/** A member takes a task of the group; the others see who has it. */
@UseCase
public class ClaimTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final TaskHolding holding;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ClaimTask(TaskRules rules, WorkItems items, TaskSteps steps, TaskHolding holding, ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.holding = holding;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Conflict where somebody else has it already
     */
    public WorkItem execute(ClaimTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.CLAIM, command.taskId(), command.account(), command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        this.holding.pass(item, actor.inTheNameOf(), false, null);
        this.steps.add(item, TaskSteps.Kind.CLAIMED, actor, null, null, null, this.clock.instant());
        this.events.publishEvent(TaskEvent.of("taskClaimed", item, actor));
        return this.items.find(item.id()).orElseThrow();
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record ClaimTaskCommand(String taskId, String account, @Nullable Integer revision) {

    }

}
