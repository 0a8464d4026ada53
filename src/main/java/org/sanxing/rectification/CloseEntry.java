package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Closes an entry on which the party group has agreed. Whatever the diagram says: never
 * without evidence, the verification by another person and the vote.
 */
@UseCase
public class CloseEntry {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Extensions extensions;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CloseEntry(LedgerEntries entries, RectificationHistories records, Extensions extensions, WorkingCalendar calendar,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.extensions = extensions;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws IllegalStateException where evidence, verification or vote is missing
     */
    public void execute(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        Round round = this.records.round(entryId).orElseThrow();
        Verification done = round.verification();
        boolean verified = done != null && done.passed() && !done.decidedBy().equals(entry.responsible())
                && !entry.responsible().equals(done.onBehalfOf());
        boolean agreed = round.ballot() != null && round.ballot().tally().agreed();
        if (round.evidence() == 0 || !verified || !agreed) {
            throw new IllegalStateException("Entry " + entryId + " lacks evidence, verification or vote");
        }
        LocalDate today = this.calendar.today();
        LocalDate begun = this.calendar.dateOf(this.records.begunAt(entry));
        LocalDate first = this.entries.deadlines(entryId)
            .stream()
            .filter((deadline) -> deadline.cycle() == entry.cycle())
            .findFirst()
            .map(LedgerEntries.Deadline::dueOn)
            .orElse(entry.dueOn());
        Closing closing = new Closing(entry.cycle(), round.requestId(), today, entry.dueOn(), first,
                (int) ChronoUnit.DAYS.between(begun, today),
                (int) Math.max(0, ChronoUnit.DAYS.between(entry.dueOn(), today)), this.clock.instant());
        LedgerEntry closed = this.entries.save(entry.closed());
        this.entries.closed(closed, today);
        this.entries.announce(entryId, null);
        this.records.add(entryId, closing);
        this.extensions.cancel(closed);
        this.events.publishEvent(new EntryClosed(EntryEvent.of("closed", closed, AuditRecord.SYSTEM)
            .with("closedOn", today.toString())
            .with("daysUsed", closing.daysUsed())
            .with("daysLate", closing.daysLate())));
    }

}
