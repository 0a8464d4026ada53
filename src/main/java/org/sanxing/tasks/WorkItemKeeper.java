package org.sanxing.tasks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.organization.Organization;
import org.sanxing.workflow.UserTask;
import org.sanxing.workflow.UserTaskObserver;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the task list in step with the engine: writes a work item when the engine creates
 * a task, and ends it when the engine does.
 */
@Component
@Transactional
class WorkItemKeeper implements UserTaskObserver, Tasks {

    /**
     * Reminders go out at nine in the morning, before the end of the day they stand for.
     */
    private static final Duration FROM_NINE_TO_MIDNIGHT = Duration.ofHours(15);

    private final WorkItems items;

    private final TaskHandlers handlers;

    private final TaskList list;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Deadlines deadlines;

    private final Clock clock;

    WorkItemKeeper(WorkItems items, TaskHandlers handlers, TaskList list, Organization organization,
            WorkingCalendar calendar, Deadlines deadlines, Clock clock) {
        this.items = items;
        this.handlers = handlers;
        this.list = list;
        this.organization = organization;
        this.calendar = calendar;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public void created(UserTask task) {
        WorkItemFacts facts = this.handlers.of(task.kind()).describe(task.caseId());
        Instant now = this.clock.instant();
        LocalDate dueOn = dueOn(facts);
        String holder = (task.assignee() != null) ? task.assignee() : task.candidateGroup();
        if (holder == null) {
            throw new IllegalStateException("Nobody is to do " + task.elementId() + " of " + task.caseId());
        }
        String group = TaskGroups.isGroup(holder) ? holder : null;
        WorkItem item = new WorkItem(task.id(), task.kind(), task.caseId(), facts.title(), facts.author(),
                facts.departmentId(), facts.campaignId(), facts.round(), holder, group, facts.excluded(),
                WorkItem.State.OPEN, now, (dueOn != null) ? this.calendar.endOf(dueOn) : null, null, null, null, null,
                null, 0);
        this.items.add(item, this.organization.get(facts.author()).name(), remindAt(dueOn, now),
                facts.reminderMessage(), facts.overdueMessage());
    }

    private @Nullable LocalDate dueOn(WorkItemFacts facts) {
        Integer days = facts.workingDays();
        return (days != null) ? this.calendar.plusWorkingDays(this.calendar.today(), days) : null;
    }

    /** None where it would come at once. */
    private @Nullable Instant remindAt(@Nullable LocalDate dueOn, Instant now) {
        if (dueOn == null || this.deadlines.reminder() == 0) {
            return null;
        }
        Instant at = this.calendar.endOf(this.calendar.minusWorkingDays(dueOn, this.deadlines.reminder()))
            .minus(FROM_NINE_TO_MIDNIGHT);
        return at.isAfter(now) ? at : null;
    }

    @Override
    public void completed(String taskId) {
        this.items.end(taskId, WorkItem.State.DONE, this.clock.instant());
    }

    @Override
    public void deleted(String taskId) {
        this.items.end(taskId, WorkItem.State.CANCELLED, this.clock.instant());
    }

    @Override
    public Optional<WorkItem> openTaskOf(String caseId) {
        return this.items.open(caseId);
    }

    @Override
    public Optional<WorkItem> lockOpenTaskOf(String caseId) {
        return this.items.open(caseId).flatMap((item) -> this.items.lock(item.id())).filter(WorkItem::isOpen);
    }

    @Override
    public void decided(String taskId, String account, String decision) {
        this.items.decided(taskId, account, decision);
    }

    @Override
    @Transactional(readOnly = true)
    public Counts countsOf(String account) {
        List<String> holders = this.list.holdersOf(account);
        return new Counts(this.items.count(holders, account, null),
                this.items.count(holders, account, this.clock.instant()));
    }

}
