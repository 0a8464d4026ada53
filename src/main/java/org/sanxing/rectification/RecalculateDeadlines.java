package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.sanxing.calendar.CalendarChanged;
import org.sanxing.calendar.DeadlineKeeper;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.tasks.MovedDeadlines;
import org.sanxing.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the deadlines of open entries again when the calendar changes. A date that
 * somebody set (an extension, a redo) stays; every date an entry ever had stays in its
 * file. Who has one is told.
 */
@Component
class RecalculateDeadlines implements DeadlineKeeper {

    private final LedgerEntries entries;

    private final WorkingCalendar calendar;

    private final Tasks tasks;

    private final MovedDeadlines moved;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecalculateDeadlines(LedgerEntries entries, WorkingCalendar calendar, Tasks tasks, MovedDeadlines moved,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.calendar = calendar;
        this.tasks = tasks;
        this.moved = moved;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public int deadlinesThatWouldMove(int year) {
        return (int) affected(year, false).stream().filter((one) -> !one.entry().dueOn().equals(counted(one))).count();
    }

    /** In the transaction that changes the calendar. */
    @EventListener
    @Transactional
    public void on(CalendarChanged changed) {
        List<MovedDeadlines.Moved> moved = new ArrayList<>();
        for (LedgerEntries.Counted one : affected(changed.year(), true)) {
            LedgerEntry entry = one.entry();
            LocalDate dueOn = counted(one);
            if (!dueOn.equals(entry.dueOn())) {
                this.entries.move(entry, new LedgerEntries.Deadline(entry.cycle(), entry.deadlineClass(), dueOn,
                        LedgerEntries.Deadline.RECALCULATED, AuditRecord.SYSTEM, this.clock.instant()));
                this.tasks.dueOn(entry.id(), RectificationProcess.KIND_RECTIFY, dueOn);
                this.events.publishEvent(EntryEvent.of("deadlineRecalculated", entry, AuditRecord.SYSTEM)
                    .with("dueOn", dueOn.toString())
                    .with("dueOnBefore", entry.dueOn().toString())
                    .with("calendarYear", changed.year()));
                moved.add(new MovedDeadlines.Moved(
                        this.tasks.peopleBehind(entry.responsible(), RectificationProcess.KIND_RECTIFY,
                                entry.campaignId(), null),
                        entry.id(), "/ledger/" + entry.id(), entry.title(), entry.dueOn().toString(),
                        dueOn.toString()));
            }
        }
        this.moved.tell(moved);
    }

    private List<LedgerEntries.Counted> affected(int year, boolean toChange) {
        return this.entries.counted(this.calendar.endOf(LocalDate.of(year, 12, 31)), LocalDate.of(year, 1, 1),
                toChange);
    }

    private LocalDate counted(LedgerEntries.Counted one) {
        return one.entry().deadlineClass().dueOn(this.calendar.dateOf(one.begunAt()), this.calendar);
    }

}
