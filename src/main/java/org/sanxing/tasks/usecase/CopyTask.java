package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Copies;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.context.ApplicationEventPublisher;

/** Tells others of a task, who may read its case from then on. */
@UseCase
public class CopyTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final Copies copies;

    private final Colleagues colleagues;

    private final TaskHandlers handlers;

    private final TaskNotices notices;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CopyTask(TaskRules rules, WorkItems items, Copies copies, Colleagues colleagues, TaskHandlers handlers,
            TaskNotices notices, ApplicationEventPublisher events, Clock clock) {
        this.rules = rules;
        this.items = items;
        this.copies = copies;
        this.colleagues = colleagues;
        this.handlers = handlers;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    public void execute(CopyTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.COPY, command.taskId(), command.account(), null);
        WorkItem item = held.item();
        Actor actor = held.actor();
        Set<String> but = new HashSet<>(Set.of(actor.account()));
        this.copies.of(item.id()).forEach((copy) -> but.add(copy.account()));
        List<Person> to = this.colleagues.several(command.to(), item, but);
        String reason = Colleagues.reason(command.reason());
        Instant now = this.clock.instant();
        this.items.actedOn(item.id(), now);
        for (Person person : to) {
            this.copies.add(item.id(), person.account(), actor.account(), reason, now);
            this.handlers.of(item.kind()).reached(item, person.account());
        }
        List<String> accounts = to.stream().map(Person::account).toList();
        this.events.publishEvent(TaskEvent.of("taskCopied", item, actor).to(accounts).because(reason));
        this.notices.tell("copied", accounts, item, actor);
    }

    /**
     * @param to accounts of those who are told
     */
    public record CopyTaskCommand(String taskId, List<String> to, @Nullable String reason, String account) {

    }

}
