package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Urges;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Asks those who have a task to make haste: at most once in four working hours and task,
 * whoever asks.
 */
@UseCase
public class UrgeTask {

    private final TaskRules rules;

    private final Urges urges;

    private final Tasks tasks;

    private final TaskNotices notices;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    UrgeTask(TaskRules rules, Urges urges, Tasks tasks, TaskNotices notices, ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.urges = urges;
        this.tasks = tasks;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return accounts of those who were told
     * @throws org.sanxing.common.Conflict where somebody did so not long ago, with
     * {@code again}: when it can be done again
     */
    public Set<String> execute(UrgeTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.URGE, command.taskId(), command.account(), null);
        WorkItem item = held.item();
        String reason = Colleagues.reason(command.reason());
        Set<String> told = this.tasks.peopleBehind(item.holder(), item.kind(), item.campaignId(), item.excluded());
        this.urges.add(item.id(), command.account(), reason, this.clock.instant());
        this.events.publishEvent(TaskEvent.of("taskUrged", item, held.actor()).to(told).because(reason));
        this.notices.tell("urged", told, item, held.actor());
        return told;
    }

    public record UrgeTaskCommand(String taskId, @Nullable String reason, String account) {

    }

}
