package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Instant;
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

/**
 * Gives a claimed task back to its group; a delegate gives it back to its owner without a
 * proposal.
 */
@UseCase
public class ReleaseTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final TaskHolding holding;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final TaskNotices notices;

    ReleaseTask(TaskRules rules, WorkItems items, TaskSteps steps, TaskHolding holding,
            ApplicationEventPublisher events, Clock clock, TaskNotices notices) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.holding = holding;
        this.events = events;
        this.clock = clock;
        this.notices = notices;
    }

    public WorkItem execute(ReleaseTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.RELEASE, command.taskId(), command.account(),
                command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        String reason = Colleagues.reason(command.reason());
        Instant now = this.clock.instant();
        String owner = item.owner();
        if (owner != null) {
            this.holding.pass(item, owner, item.entrusted(), null);
            this.steps.add(item, TaskSteps.Kind.HANDED_BACK, actor, owner, reason, null, now);
            this.events.publishEvent(TaskEvent.of("taskHandedBack", item, actor).to(owner).because(reason));
            this.notices.tell("handedBack", List.of(owner), item, actor);
        }
        else {
            this.holding.pass(item, String.valueOf(item.candidateGroup()), false, null);
            this.steps.add(item, TaskSteps.Kind.RELEASED, actor, null, reason, null, now);
            this.events.publishEvent(TaskEvent.of("taskReleased", item, actor).because(reason));
        }
        return this.items.find(item.id()).orElseThrow();
    }

    public record ReleaseTaskCommand(String taskId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
