package org.sanxing.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.sanxing.calendar.DueTimes;
import org.sanxing.common.Conflict;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Open tasks of whose deadline nobody will be reminded although there is time for it, and
 * those that are overdue without anybody having been told.
 */
@Component
@Order(300)
class DeadlinesUnannounced implements DeadEnds {

    private static final String NO_REMINDER = "noReminder";

    private static final String NOT_ESCALATED = "notEscalated";

    /** The sweep comes every minute; a day late, it does not come at all. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final WorkItems items;

    private final DueTimes dueTimes;

    private final Organization organization;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    DeadlinesUnannounced(WorkItems items, DueTimes dueTimes, Organization organization, Workflow workflow,
            ApplicationEventPublisher events, Clock clock) {
        this.items = items;
        this.dueTimes = dueTimes;
        this.organization = organization;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "deadlinesUnannounced";
    }

    /** The latest deadlines first: for them the reminder is the most surely to come. */
    @Override
    public List<DeadEnd> find(int limit) {
        Instant now = this.clock.instant();
        List<WorkItem> silent = this.items
            .open("due_at > :now and reminder_message is not null and remind_at is null and reminded_at is null",
                    Map.of("now", Sql.time(now)), "due_at desc, id", limit)
            .stream()
            .filter((item) -> this.dueTimes.reminder(item.dueAt(), now) != null)
            .toList();
        List<WorkItem> late = this.items.open(
                "due_at < :before and overdue_message is not null and escalated_at is null",
                Map.of("before", Sql.time(now.minus(PATIENCE))), "due_at, id", limit);
        Map<String, Person> authors = this.organization
            .findAll(Stream.concat(silent.stream(), late.stream()).map(WorkItem::author).distinct().toList());
        return Stream
            .concat(silent.stream().map((item) -> deadEnd(item, NO_REMINDER, "remind", authors)),
                    late.stream().map((item) -> deadEnd(item, NOT_ESCALATED, "announce", authors)))
            .limit(limit)
            .toList();
    }

    private static DeadEnd deadEnd(WorkItem item, String reason, String remedy, Map<String, Person> authors) {
        Person author = authors.get(item.author());
        return new DeadEnd(item.id(), reason,
                List.of(item.title(), item.kind(), String.valueOf(item.dueAt()),
                        (author != null) ? author.name() : item.author()),
                item.caseId(), item.assignee(), item.createdAt(), null, List.of(Remedy.of(remedy)));
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        WorkItem item = this.items.lock(found.id())
            .filter(WorkItem::isOpen)
            .orElseThrow(() -> new Conflict("finding-settled"));
        Instant now = this.clock.instant();
        if (found.reason().equals(NO_REMINDER)) {
            Instant at = this.dueTimes.reminder(item.dueAt(), now);
            if (at == null) {
                throw new Conflict("finding-settled");
            }
            this.items.remindAt(item.id(), at);
        }
        else if (item.escalatedAt() == null) {
            this.workflow.announceAt(item.id(), Deadline.OVERDUE);
            this.items.announced(Deadline.OVERDUE, item.id(), now);
        }
        this.events
            .publishEvent(TaskEvent.of("deadlineRepaired", item.caseId(), item.id(), remedy.administrator(), null)
                .because(remedy.reason()));
    }

}
