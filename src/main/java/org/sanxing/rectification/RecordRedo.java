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
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryTurn.EntryRedone;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.ledger.EntryTurn.EntryRedone;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.Redo;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.springframework.context.ApplicationEventPublisher;

/**
 * An entry was found not good enough: it goes back to its responsible party, with the
 * reason and another time limit; the deadlines before stay on record.
 */
@UseCase
public class RecordRedo {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final RectificationSettings settings;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecordRedo(LedgerEntries entries, RectificationHistories records, RectificationSettings settings,
            WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.settings = settings;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return account of the responsible party, who may be another by now
     */
    public String execute(String entryId) {
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

}
