package org.sanxing.rectification;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** The branch secretary grants or refuses an extension. */
@UseCase
public class DecideExtension {

    public static final Set<String> FORM_KEYS = Set.of("decision", "opinion");

    /** The values of {@code decision}. */
    public static final Set<String> DECISIONS = Set.of("grant", "refuse");

    private static final int OPINION = 5_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    DecideExtension(LedgerEntries entries, RectificationHistories records, WorkingCalendar calendar, Workflow workflow,
            ApplicationEventPublisher events, Clock clock) {
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
     * @throws Conflict where it was decided already
     * @throws InvalidInput where a refusal has no reason, or the date asked for has
     * passed
     */
    public LedgerEntry execute(DecideExtensionCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireOther(entry, command.account(), command.onBehalfOf());
        Extension asked = this.records.openExtension(entry.id()).orElseThrow(() -> new NotFound("extension"));
        String decision = Texts.chosen(command.data(), "decision", DECISIONS);
        boolean grant = decision.equals("grant");
        String opinion = Texts.optional("opinion", Texts.of(command.data(), "opinion"), OPINION);
        if (!grant && opinion.isBlank()) {
            throw new InvalidInput("opinion", "ledger-opinion-required");
        }
        if (grant && !AskExtension.isLater(asked.wantedOn(), entry.dueOn(), this.calendar.today())) {
            throw new InvalidInput("decision", "ledger-extension-passed");
        }
        Map<String, Object> more = Texts.others(command.data(), FORM_KEYS);
        this.records.endExtension(asked.id(), decision, opinion, more, command.account(), command.onBehalfOf(),
                this.clock.instant());
        this.events.publishEvent(EntryEvent
            .of(grant ? "extensionGranted" : "extensionRefused", entry, command.account(), command.onBehalfOf())
            .with("dueOn", asked.wantedOn().toString())
            .with("opinion", opinion)
            .with("more", more.isEmpty() ? null : more));
        this.workflow.complete(command.taskId(), Map.ofEntries(ExtensionProcess.DECISION.with(decision)));
        return this.entries.get(entry.id());
    }

    public record DecideExtensionCommand(String entryId, String taskId, Map<String, Object> data, String account,
            @Nullable String onBehalfOf) {

    }

}
