package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** The branch checks what the responsible party shows: it passes, or is redone. */
@UseCase
public class VerifyRectification {

    public static final Set<String> FORM_KEYS = Set.of("decision", "opinion", "dueOn");

    /** The values of {@code decision}. */
    public static final Set<String> DECISIONS = Set.of("pass", "redo");

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    VerifyRectification(LedgerEntries entries, RectificationHistories records, WorkingCalendar calendar,
            Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for the responsible party, also as somebody's
     * deputy
     * @throws org.sanxing.common.Conflict where nothing waits to be verified
     * @throws InvalidInput where a redo has no opinion, or a date before today
     */
    public LedgerEntry execute(TaskInput input) {
        LedgerEntry entry = this.entries.lock(input.entryId());
        EntryPolicy.requireOther(entry, input.account(), input.onBehalfOf());
        entry.require(LedgerEntry.State.VERIFYING);
        String decision = Texts.chosen(input.data(), "decision", DECISIONS);
        boolean pass = decision.equals("pass");
        String opinion = input.opinion(!pass);
        String date = Texts.of(input.data(), "dueOn");
        LocalDate dueOn = (pass || date.isEmpty()) ? null : LocalDate.parse(date);
        if (dueOn != null && isPast(dueOn)) {
            throw new InvalidInput("dueOn", "ledger-date-past");
        }
        String request = this.records.latestRequest(entry.id()).orElseThrow();
        Verification done = new Verification(Ids.next(), request, decision, opinion, dueOn,
                Texts.others(input.data(), FORM_KEYS), input.account(), input.onBehalfOf(), this.clock.instant());
        this.records.add(done);
        if (pass) {
            this.entries.save(entry.voting());
        }
        this.events.publishEvent(EntryEvent.of("verified", entry, input.account(), input.onBehalfOf())
            .with("decision", done.decision())
            .with("opinion", opinion)
            .with("more", done.more().isEmpty() ? null : done.more()));
        this.workflow.complete(input.taskId(), Map.ofEntries(RectificationProcess.DECISION.with(done.decision())));
        return this.entries.get(entry.id());
    }

    boolean isPast(LocalDate date) {
        return date.isBefore(this.calendar.today());
    }

}
