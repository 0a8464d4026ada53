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
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Request;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Closes an entry on which the party group has agreed. Whatever the diagram says: never
 * without evidence, the verification by another person and the vote.
 */
@UseCase
public class CloseEntry {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final CancelExtension cancelExtension;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CloseEntry(LedgerEntries entries, RectificationHistories records, CancelExtension cancelExtension,
            WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.cancelExtension = cancelExtension;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws IllegalStateException where evidence, verification or vote is missing
     */
    public void execute(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        RectificationHistory file = this.records.of(entryId);
        Request request = file.latestRequest().orElseThrow();
        boolean verified = file.verificationOf(request)
            .filter((done) -> done.passed() && !done.decidedBy().equals(entry.responsible())
                    && !entry.responsible().equals(done.onBehalfOf()))
            .isPresent();
        boolean agreed = file.ballotOf(request).filter((ballot) -> ballot.tally().agreed()).isPresent();
        if (request.evidence().isEmpty() || !verified || !agreed) {
            throw new IllegalStateException("Entry " + entryId + " lacks evidence, verification or vote");
        }
        LocalDate today = this.calendar.today();
        LocalDate begun = this.calendar.dateOf(file.begunAt(entry));
        LocalDate first = this.entries.deadlines(entryId)
            .stream()
            .filter((deadline) -> deadline.cycle() == entry.cycle())
            .findFirst()
            .map(LedgerEntries.Deadline::dueOn)
            .orElse(entry.dueOn());
        Closing closing = new Closing(entry.cycle(), request.id(), today, entry.dueOn(), first,
                (int) ChronoUnit.DAYS.between(begun, today),
                (int) Math.max(0, ChronoUnit.DAYS.between(entry.dueOn(), today)), this.clock.instant());
        LedgerEntry closed = this.entries.save(entry.closed());
        this.entries.closed(closed, today);
        this.entries.announce(entryId, null);
        this.records.add(entryId, closing);
        this.cancelExtension.execute(closed);
        this.events.publishEvent(EntryEvent.of("closed", closed, AuditRecord.SYSTEM)
            .with("closedOn", today.toString())
            .with("daysUsed", closing.daysUsed())
            .with("daysLate", closing.daysLate()));
    }

}
