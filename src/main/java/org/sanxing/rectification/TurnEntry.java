package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.ledger.EntryTurn.EntryRedone;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Redo;
import org.sanxing.rectification.RectificationHistory.Reopening;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.springframework.context.ApplicationEventPublisher;

/** How an entry goes on after a decision: it is closed, redone or reopened. */
@UseCase
public class TurnEntry {

    /** The problem came back. */
    public static final String RELAPSE = "relapse";

    /** The party group took its decision back. */
    public static final String COUNTER_DECISION = "counterDecision";

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final BeginRectification beginRectification;

    private final Extensions extensions;

    private final RectificationSettings settings;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    TurnEntry(LedgerEntries entries, RectificationHistories records, BeginRectification beginRectification,
            Extensions extensions, RectificationSettings settings, WorkingCalendar calendar,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.beginRectification = beginRectification;
        this.extensions = extensions;
        this.settings = settings;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * It was found not good enough: it goes back to its responsible party, with the
     * reason and another time limit; the deadlines before stay on record.
     * @return account of the responsible party, who may be another by now
     */
    public String redo(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        Round round = this.records.round(entryId).orElseThrow();
        Verification verified = Objects.requireNonNull(round.verification());
        LocalDate today = this.calendar.today();
        LocalDate dueOn = timeLimit(entry.dueOn(), verified.dueOn(), today, this.settings.redo(), this.calendar);
        Instant now = this.clock.instant();
        Redo redo = new Redo(entry.cycle(), round.requestId(), verified.passed() ? "vote" : "verification",
                (round.ballot() != null) ? against(round.ballot()) : verified.opinion(),
                (int) ChronoUnit.DAYS.between(this.calendar.dateOf(this.records.begunAt(entry)), today), dueOn, now);
        LedgerEntry again = this.entries.save(entry.redone(dueOn));
        this.entries.move(again, new LedgerEntries.Deadline(entry.cycle(), entry.deadlineClass(), dueOn,
                LedgerEntries.Deadline.REDO, verified.passed() ? AuditRecord.SYSTEM : verified.decidedBy(), now));
        this.records.add(entryId, redo);
        this.events.publishEvent(new EntryRedone(EntryEvent.of("redone", again, AuditRecord.SYSTEM)
            .with("stage", redo.stage())
            .with("redoCount", again.redoCount())
            .with("daysUsed", redo.daysUsed())
            .with("dueOn", dueOn.toString())));
        return again.responsible();
    }

    /**
     * The new time limit: what the branch set, else the one there was where enough
     * working days are left, else so many from today; never earlier than today.
     */
    static LocalDate timeLimit(LocalDate current, @Nullable LocalDate set, LocalDate today, int workingDays,
            WorkingCalendar calendar) {
        if (set != null) {
            return set.isBefore(today) ? today : set;
        }
        LocalDate least = calendar.plusWorkingDays(today, workingDays);
        return current.isBefore(least) ? least : current;
    }

    /** What those who voted against it said. */
    private static String against(Ballot ballot) {
        return ballot.members()
            .stream()
            .filter((member) -> "disagree".equals(member.vote()) && member.opinion() != null)
            .map((member) -> String.valueOf(member.opinion()))
            .collect(Collectors.joining("\n"));
    }

    /**
     * Closes one on which the party group has agreed. Whatever the diagram says: never
     * without evidence, the verification by another person and the vote.
     * @throws IllegalStateException where evidence, verification or vote is missing
     */
    public void close(String entryId) {
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

    /**
     * Opens a closed one again: a new cycle, with a deadline of its class from today.
     * Whether somebody may is for the caller to say, from whose decision it follows: the
     * look-back or the meeting.
     * @param cause {@link #RELAPSE} or {@link #COUNTER_DECISION}
     * @throws Conflict where it is not closed
     */
    public void reopen(String entryId, String cause, String reason, String account) {
        LedgerEntry entry = this.entries.lock(entryId);
        Instant now = this.clock.instant();
        LocalDate dueOn = entry.deadlineClass().dueOn(this.calendar.dateOf(now), this.calendar);
        LedgerEntry reopened = this.entries.reopen(entry, dueOn, RELAPSE.equals(cause));
        this.records.add(entry.id(), new Reopening(reopened.cycle(), cause, reason, account, now));
        this.entries.move(reopened, new LedgerEntries.Deadline(reopened.cycle(), entry.deadlineClass(), dueOn,
                LedgerEntries.Deadline.REOPENED, account, now));
        this.events.publishEvent(new EntryReopened(EntryEvent.of("reopened", reopened, account)
            .with("cause", cause)
            .with("opinion", reason)
            .with("cycle", reopened.cycle())
            .with("dueOn", dueOn.toString())));
        this.beginRectification.execute(reopened);
    }

}
