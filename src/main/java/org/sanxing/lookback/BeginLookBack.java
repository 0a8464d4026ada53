package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.lookback.process.LookBackProcess;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Begins to look back on a closed entry: when its date has come, or earlier, and also
 * where the policy asks for none, by the branch with a reason.
 */
@UseCase
public class BeginLookBack {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final EntryPolicy policy;

    private final LookBackSettings settings;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    BeginLookBack(LedgerEntries entries, LookBacks lookBacks, EntryPolicy policy, LookBackSettings settings,
            WorkingCalendar calendar, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.policy = policy;
        this.settings = settings;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws Conflict where it is not closed, or is looked back on already
     * @throws org.sanxing.common.InvalidInput without a reason
     */
    public LedgerEntry execute(BeginLookBackCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.require(LedgerEntry.State.CLOSED);
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        List<LookBack> all = this.lookBacks.of(entry.id());
        all.stream().filter((one) -> one.state() == LookBack.State.OPEN).findFirst().ifPresent((open) -> {
            throw new Conflict("lookback-open").in(entry.state().id());
        });
        LookBack planned = all.stream()
            .filter((one) -> one.state() == LookBack.State.PLANNED)
            .findFirst()
            .orElseGet(() -> byHand(entry, command.account()));
        begin(entry, planned, command.account(), reason);
        return this.entries.get(entry.id());
    }

    private LookBack byHand(LedgerEntry entry, String account) {
        LookBack planned = new LookBack(Ids.next(), entry.id(), entry.cycle(), LookBack.HAND, null, null, null, null,
                this.calendar.today(), account, this.clock.instant(), LookBack.State.PLANNED, null, null, null, null,
                null);
        this.lookBacks.add(planned, null, null);
        return planned;
    }

    /**
     * Locks one whose date has come, on a working day from nine in the morning on.
     * @param except ids of those that failed before
     * @return its id; empty where there is none that no other node has
     */
    Optional<String> lockDue(Collection<String> except) {
        LocalDate today = this.calendar.today();
        if (!this.calendar.isWorkingDay(today) || this.clock.instant().isBefore(this.calendar.morningOf(today))) {
            return Optional.empty();
        }
        return this.lookBacks.lockDue(today, except);
    }

    /** Begins one that is locked. */
    void begin(String lookBackId) {
        LookBack planned = this.lookBacks.get(lookBackId);
        begin(this.entries.lock(planned.entryId()), planned, null, null);
    }

    private void begin(LedgerEntry entry, LookBack planned, @Nullable String account, @Nullable String reason) {
        Instant now = this.clock.instant();
        LocalDate dueOn = this.calendar.plusWorkingDays(this.calendar.dateOf(now), this.settings.workingDays());
        this.lookBacks.begin(planned.id(), account, reason, now, dueOn);
        this.events.publishEvent(EntryEvent.of("lookBackBegun", entry, (account != null) ? account : AuditRecord.SYSTEM)
            .with("opinion", reason)
            .with("dueAt", dueOn.toString()));
        this.workflow.start(LookBackProcess.KEY, planned.id(),
                Map.ofEntries(LookBackProcess.INSPECTORS.with(this.policy.verifiers(entry))));
    }

    public record BeginLookBackCommand(String entryId, @Nullable String reason, String account) {

    }

}
