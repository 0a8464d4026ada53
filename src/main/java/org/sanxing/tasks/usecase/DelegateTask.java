package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Has a task prepared by a colleague, from whom it comes back to its owner, who decides;
 * its deadline stays.
 */
@UseCase
public class DelegateTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final TaskHolding holding;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final Colleagues colleagues;

    private final TaskHandlers handlers;

    private final TaskNotices notices;

    DelegateTask(TaskRules rules, WorkItems items, TaskSteps steps, TaskHolding holding,
            ApplicationEventPublisher events, Clock clock, Colleagues colleagues, TaskHandlers handlers,
            TaskNotices notices) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.holding = holding;
        this.events = events;
        this.clock = clock;
        this.colleagues = colleagues;
        this.handlers = handlers;
        this.notices = notices;
    }

    public WorkItem execute(DelegateTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.DELEGATE, command.taskId(), command.account(),
                command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        String owner = actor.inTheNameOf();
        Person to = this.colleagues.one(command.to(), item, Set.copyOf(List.of(item.holder(), owner, actor.account())));
        String reason = Colleagues.reason(command.reason());
        this.holding.pass(item, to.account(), item.entrusted(), owner);
        this.handlers.of(item.kind()).reached(item, to.account());
        this.steps.add(item, TaskSteps.Kind.DELEGATED, actor, to.account(), reason, null, this.clock.instant());
        this.events.publishEvent(TaskEvent.of("taskDelegated", item, actor).to(to.account()).because(reason));
        this.notices.tellHolders("delegated", to.account(), item, actor);
        return this.items.find(item.id()).orElseThrow();
    }

    /**
     * @param to account of the delegate
     * @param revision that the person saw; null to leave the check out
     */
    public record DelegateTaskCommand(String taskId, @Nullable String to, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
