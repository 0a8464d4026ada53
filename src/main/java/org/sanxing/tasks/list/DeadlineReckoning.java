package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.sanxing.calendar.CalendarChanged;
import org.sanxing.calendar.DeadlineKeeper;
import org.sanxing.calendar.DueTimes;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.sanxing.tasks.MovedDeadlines;
import org.sanxing.tasks.Tasks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reckons the open tasks' due times again when an administrator changes the calendar
 * (domain.md, Calendar), in the transaction of that change, and tells who has them.
 */
@Component
class DeadlineReckoning implements DeadlineKeeper {

    private final WorkItems items;

    private final DueTimes dueTimes;

    private final Tasks tasks;

    private final MovedDeadlines moved;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    DeadlineReckoning(WorkItems items, DueTimes dueTimes, Tasks tasks, MovedDeadlines moved,
            ApplicationEventPublisher events, Clock clock) {
        this.items = items;
        this.dueTimes = dueTimes;
        this.tasks = tasks;
        this.moved = moved;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public int deadlinesThatWouldMove(int year) {
        return (int) this.items.reckoned(false)
            .stream()
            .filter((item) -> !this.dueTimes.due(item.startedOn(), item.workingDays()).equals(item.dueAt()))
            .count();
    }

    @EventListener
    @Transactional
    public void reckonAgain(CalendarChanged changed) {
        Instant now = this.clock.instant();
        List<MovedDeadlines.Moved> moved = new ArrayList<>();
        for (WorkItems.Reckoned item : this.items.reckoned(true)) {
            Instant dueAt = this.dueTimes.due(item.startedOn(), item.workingDays());
            if (!dueAt.equals(item.dueAt())) {
                Instant remindAt = item.reminded() ? item.remindAt() : this.dueTimes.reminder(dueAt, now);
                this.items.reckonedAgain(item.id(), dueAt, remindAt);
                this.events.publishEvent(
                        new Recorded(AuditRecord.of(item.caseId(), "task", "deadlineRecalculated", AuditRecord.SYSTEM)
                            .object("task", item.id())
                            .detail("task", item.kind())
                            .detail("dueBefore", item.dueAt().toString())
                            .detail("dueAt", dueAt.toString())));
                this.items.find(item.id())
                    .map((task) -> new MovedDeadlines.Moved(
                            this.tasks.peopleBehind(task.holder(), task.kind(), task.campaignId(), task.excluded()),
                            task.caseId(), "/tasks/" + task.id(), task.title(), item.dueAt().toString(),
                            dueAt.toString()))
                    .ifPresent(moved::add);
            }
        }
        this.moved.tell(moved);
    }

}
