package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.rectification.RectificationHistory.Reopening;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Opens a closed entry again: a new cycle, with a deadline of its class from today.
 * Whether somebody may is for the use case to say whose decision it follows from: the
 * look-back or the meeting.
 */
@UseCase
public class ReopenEntry {

    /** The problem came back. */
    public static final String RELAPSE = "relapse";

    /** The party group took its decision back. */
    public static final String COUNTER_DECISION = "counterDecision";

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final BeginRectification beginRectification;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReopenEntry(LedgerEntries entries, RectificationHistories records, BeginRectification beginRectification,
            WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.beginRectification = beginRectification;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Conflict where it is not closed
     */
    public LedgerEntry execute(ReopenEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        Instant now = this.clock.instant();
        LocalDate dueOn = entry.deadlineClass().dueOn(this.calendar.dateOf(now), this.calendar);
        LedgerEntry reopened = this.entries.save(entry.reopened(dueOn, RELAPSE.equals(command.cause())));
        this.entries.closed(reopened, null);
        this.records.add(entry.id(),
                new Reopening(reopened.cycle(), command.cause(), command.reason(), command.account(), now));
        this.entries.move(reopened, new LedgerEntries.Deadline(reopened.cycle(), entry.deadlineClass(), dueOn,
                LedgerEntries.Deadline.REOPENED, command.account(), now));
        this.events.publishEvent(new EntryReopened(EntryEvent.of("reopened", reopened, command.account())
            .with("cause", command.cause())
            .with("opinion", command.reason())
            .with("cycle", reopened.cycle())
            .with("dueOn", dueOn.toString())));
        this.beginRectification.execute(reopened);
        return this.entries.get(entry.id());
    }

    /**
     * @param cause {@link #RELAPSE} or {@link #COUNTER_DECISION}
     */
    public record ReopenEntryCommand(String entryId, String cause, String reason, String account) {

    }

}
