package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The branch mends what was registered wrongly; what stood there stays in the file.
 * <p>
 * With another class the deadline is counted again from the registration. That is refused
 * where the deadline in force does not follow from the class any more (it was extended,
 * or set by a redo or a reopening) or more time is being asked for: then a class would
 * say nothing about it, or take back what somebody decided. It is refused, too, where the
 * deadline would lie in the past, so that nobody is late by a correction.
 */
@UseCase
public class CorrectEntry {

    private static final int TITLE = 100;

    private static final int TEXT = 20_000;

    private static final int ROOT_CAUSE = 5_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final WorkingCalendar calendar;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CorrectEntry(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, WorkingCalendar calendar,
            Tasks tasks, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.calendar = calendar;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws org.sanxing.common.Conflict where it is over, or was changed
     * @throws InvalidInput without a reason, or where nothing is changed
     */
    public LedgerEntry execute(CorrectEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.requireOpen().requireRevision(command.revision());
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        String title = changed("title", command.title(), entry.title(), TITLE).strip();
        String manifestation = changed("manifestation", command.manifestation(), entry.manifestation(), TEXT);
        String rootCause = changed("rootCause", command.rootCause(), entry.rootCause(), ROOT_CAUSE);
        DeadlineClass deadlineClass = deadlineClass(command.deadlineClass(), entry);
        LocalDate dueOn = (deadlineClass != entry.deadlineClass()) ? dueOn(entry, deadlineClass) : entry.dueOn();
        Instant now = this.clock.instant();
        List<String> fields = new ArrayList<>();
        amend(entry, "title", entry.title(), title, reason, command.account(), now, fields);
        amend(entry, "manifestation", entry.manifestation(), manifestation, reason, command.account(), now, fields);
        amend(entry, "rootCause", entry.rootCause(), rootCause, reason, command.account(), now, fields);
        amend(entry, "deadlineClass", entry.deadlineClass().id(), deadlineClass.id(), reason, command.account(), now,
                fields);
        if (fields.isEmpty()) {
            throw new InvalidInput("title", "ledger-nothing-changed");
        }
        LedgerEntry corrected = this.entries.save(entry.corrected(title, manifestation, rootCause, deadlineClass));
        if (deadlineClass != entry.deadlineClass()) {
            this.entries.move(corrected.putOffTo(dueOn), new LedgerEntries.Deadline(entry.cycle(), deadlineClass, dueOn,
                    LedgerEntries.Deadline.CORRECTED, command.account(), now));
            this.tasks.dueOn(entry.id(), RectificationProcess.KIND_RECTIFY, dueOn);
        }
        boolean moved = !dueOn.equals(entry.dueOn());
        this.events.publishEvent(EntryEvent.of("corrected", corrected, command.account())
            .with("fields", fields)
            .with("dueOnBefore", moved ? entry.dueOn().toString() : null)
            .with("dueOn", moved ? dueOn.toString() : null)
            .with("opinion", reason));
        return this.entries.get(entry.id());
    }

    private static DeadlineClass deadlineClass(@Nullable String typed, LedgerEntry entry) {
        return (typed == null || typed.isBlank()) ? entry.deadlineClass()
                : DeadlineClass.of(typed).orElseThrow(() -> new InvalidInput("deadlineClass", "ledger-deadline-class"));
    }

    private LocalDate dueOn(LedgerEntry entry, DeadlineClass deadlineClass) {
        entry.require(LedgerEntry.State.RECTIFYING);
        this.records.openExtension(entry.id()).ifPresent((asked) -> {
            throw new Conflict("extension-asked-already").in(entry.state().id()).by(asked.askedBy(), asked.askedAt());
        });
        if (!this.entries.deadlines(entry.id()).stream().allMatch(LedgerEntries.Deadline::isCounted)) {
            throw new Conflict("deadline-moved").in(entry.state().id());
        }
        LocalDate dueOn = deadlineClass.dueOn(this.calendar.dateOf(entry.registeredAt()), this.calendar);
        if (dueOn.isBefore(this.calendar.today())) {
            throw new InvalidInput("deadlineClass", "ledger-class-past", dueOn.toString());
        }
        return dueOn;
    }

    private static String changed(String field, @Nullable String typed, String before, int limit) {
        return (typed == null) ? before : Texts.needed(field, typed, limit);
    }

    private void amend(LedgerEntry entry, String field, String before, String after, String reason, String account,
            Instant now, List<String> fields) {
        if (!before.equals(after)) {
            fields.add(field);
            this.records.add(entry.id(), new Amendment("correct", field, before, after, reason, account, now));
        }
    }

    /**
     * @param title null to leave it as it is; so with the other texts
     * @param revision that the person saw; null to leave the check out
     */
    public record CorrectEntryCommand(String entryId, @Nullable String title, @Nullable String manifestation,
            @Nullable String rootCause, @Nullable String deadlineClass, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
