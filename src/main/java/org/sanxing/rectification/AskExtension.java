package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** The responsible party asks for more time, also when it has run out. */
@UseCase
public class AskExtension {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    AskExtension(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, WorkingCalendar calendar,
            Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws Conflict where it is not being rectified, or an extension is asked for
     * already
     * @throws InvalidInput for a date not after today or the current deadline, or without
     * a reason
     */
    public Extension execute(AskExtensionCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireResponsible(entry, command.account());
        entry.require(LedgerEntry.State.RECTIFYING);
        this.records.openExtension(entry.id()).ifPresent((asked) -> {
            throw new Conflict("extension-asked-already").in(entry.state().id()).by(asked.askedBy(), asked.askedAt());
        });
        LocalDate to = command.to();
        if (to == null) {
            throw new InvalidInput("to", "ledger-date-required");
        }
        if (!isLater(to, entry.dueOn(), this.calendar.today())) {
            throw new InvalidInput("to", "ledger-extension-date");
        }
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        Extension asked = new Extension(Ids.next(), entry.id(), entry.cycle(), entry.dueOn(), to, reason,
                command.account(), this.clock.instant(), null, null, null, null, null);
        this.records.add(asked);
        this.entries.save(entry);
        this.events.publishEvent(EntryEvent.of("extensionRequested", entry, command.account())
            .with("dueOnBefore", entry.dueOn().toString())
            .with("dueOn", to.toString())
            .with("opinion", reason));
        this.workflow.start(ExtensionProcess.KEY, asked.id(),
                Map.ofEntries(ExtensionProcess.DECIDER.with(this.policy.deciderOnExtension(entry))));
        return asked;
    }

    /** Whether a deadline may be put off to a date. */
    static boolean isLater(LocalDate to, LocalDate current, LocalDate today) {
        return to.isAfter(today) && to.isAfter(current);
    }

    /**
     * @param to null where none was given
     */
    public record AskExtensionCommand(String entryId, @Nullable LocalDate to, @Nullable String reason, String account) {

    }

}
