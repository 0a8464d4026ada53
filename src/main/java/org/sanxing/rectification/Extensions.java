package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.tasks.Tasks;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** More time for an entry: asked for, decided, and what follows from it. */
@UseCase
public class Extensions {

    public static final Set<String> FORM_KEYS = Set.of("decision", "opinion");

    /** The values of {@code decision}. */
    public static final Set<String> DECISIONS = Set.of("grant", "refuse");

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final WorkingCalendar calendar;

    private final Tasks tasks;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    Extensions(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, WorkingCalendar calendar,
            Tasks tasks, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.calendar = calendar;
        this.tasks = tasks;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The responsible party asks for more time, also when it has run out.
     * @param to null where none was given
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws Conflict where it is not being rectified, or an extension is asked for
     * already
     * @throws InvalidInput for a date not after today or the current deadline, or without
     * a reason
     */
    public void ask(String entryId, @Nullable LocalDate to, @Nullable String typed, String account) {
        LedgerEntry entry = this.entries.lock(entryId);
        EntryPolicy.requireResponsible(entry, account);
        entry.require(LedgerEntry.State.RECTIFYING);
        requireNone(entry);
        if (to == null) {
            throw new InvalidInput("to", "ledger-date-required");
        }
        if (!isLater(to, entry.dueOn(), this.calendar.today())) {
            throw new InvalidInput("to", "ledger-extension-date");
        }
        String reason = Texts.needed("reason", typed, Texts.REASON);
        Extension asked = new Extension(Ids.next(), entry.id(), entry.cycle(), entry.dueOn(), to, reason, account,
                this.clock.instant(), null, null, null, null, null);
        this.records.add(asked);
        this.entries.save(entry);
        this.events.publishEvent(EntryEvent.of("extensionRequested", entry, account)
            .with("dueOnBefore", entry.dueOn().toString())
            .with("dueOn", to.toString())
            .with("opinion", reason));
        this.workflow.start(ExtensionProcess.KEY, asked.id(),
                Map.ofEntries(ExtensionProcess.DECIDER.with(this.policy.deciderOnExtension(entry))));
    }

    /**
     * @throws Conflict where one is asked for already
     */
    void requireNone(LedgerEntry entry) {
        this.records.openExtension(entry.id()).ifPresent((asked) -> {
            throw new Conflict("extension-asked-already").in(entry.state().id()).by(asked.askedBy(), asked.askedAt());
        });
    }

    /** Whether a deadline may be put off to a date. */
    static boolean isLater(LocalDate to, LocalDate current, LocalDate today) {
        return to.isAfter(today) && to.isAfter(current);
    }

    /**
     * The branch secretary grants or refuses it.
     * @throws org.sanxing.common.Forbidden for the responsible party, also as somebody's
     * deputy
     * @throws Conflict where it was decided already
     * @throws InvalidInput where a refusal has no reason, or the date asked for has
     * passed
     */
    public LedgerEntry decide(TaskInput input) {
        LedgerEntry entry = this.entries.lock(input.entryId());
        EntryPolicy.requireOther(entry, input.account(), input.onBehalfOf());
        Extension asked = this.records.openExtension(entry.id()).orElseThrow(() -> new NotFound("extension"));
        String decision = Texts.chosen(input.data(), "decision", DECISIONS);
        boolean grant = decision.equals("grant");
        String opinion = input.opinion(!grant);
        if (grant && !isLater(asked.wantedOn(), entry.dueOn(), this.calendar.today())) {
            throw new InvalidInput("decision", "ledger-extension-passed");
        }
        Map<String, Object> more = Texts.others(input.data(), FORM_KEYS);
        this.records.endExtension(asked.id(), decision, opinion, more, input.account(), input.onBehalfOf(),
                this.clock.instant());
        this.events.publishEvent(EntryEvent
            .of(grant ? "extensionGranted" : "extensionRefused", entry, input.account(), input.onBehalfOf())
            .with("dueOn", asked.wantedOn().toString())
            .with("opinion", opinion)
            .with("more", more.isEmpty() ? null : more));
        this.workflow.complete(input.taskId(), Map.ofEntries(ExtensionProcess.DECISION.with(decision)));
        return this.entries.get(entry.id());
    }

    /** Sets the deadline that was granted; the ones before stay on record. */
    public void extend(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.lock(asked.entryId());
        this.entries.move(entry.putOffTo(asked.wantedOn()),
                new LedgerEntries.Deadline(entry.cycle(), entry.deadlineClass(), asked.wantedOn(),
                        LedgerEntries.Deadline.EXTENDED, String.valueOf(asked.decidedBy()), this.clock.instant()));
        this.tasks.dueOn(entry.id(), RectificationProcess.KIND_RECTIFY, asked.wantedOn());
    }

    /**
     * Nobody need decide any more on one that an entry is still to get.
     * @param entry locked
     */
    void cancel(LedgerEntry entry) {
        this.records.openExtension(entry.id()).ifPresent((asked) -> {
            this.records.endExtension(asked.id(), "cancelled", "", Map.of(), AuditRecord.SYSTEM, null,
                    this.clock.instant());
            this.workflow.correlate(ExtensionProcess.MSG_CANCELLED, asked.id());
            this.events.publishEvent(EntryEvent.of("extensionCancelled", entry, AuditRecord.SYSTEM));
        });
    }

}
