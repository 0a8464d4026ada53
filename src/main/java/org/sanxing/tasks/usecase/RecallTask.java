package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.context.ApplicationEventPublisher;

/** The owner calls a delegated task back before the delegate has finished. */
@UseCase
public class RecallTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final TaskHolding holding;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final TaskNotices notices;

    RecallTask(TaskRules rules, WorkItems items, TaskSteps steps, TaskHolding holding, ApplicationEventPublisher events,
            Clock clock, TaskNotices notices) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.holding = holding;
        this.events = events;
        this.clock = clock;
        this.notices = notices;
    }

    public WorkItem execute(RecallTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.RECALL, command.taskId(), command.account(),
                command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        String reason = Colleagues.reason(command.reason());
        String owner = String.valueOf(item.owner());
        this.holding.pass(item, owner, item.entrusted(), null);
        this.steps.add(item, TaskSteps.Kind.RECALLED, actor, item.holder(), reason, null, this.clock.instant());
        this.events.publishEvent(TaskEvent.of("taskRecalled", item, actor).to(item.holder()).because(reason));
        this.notices.tell("recalled", List.of(item.holder()), item, actor);
        return this.items.find(item.id()).orElseThrow();
    }

    public record RecallTaskCommand(String taskId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
