package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.ledger.EntryTurn;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * Plans the look-back of an entry in the transaction that closes it, by the policy of its
 * branch; that the policy asks for none is on record as well. What is planned or under
 * way is cancelled when the entry is opened again by another decision.
 */
@UseCase
public class PlanLookBack {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final SetLookBackPolicy policies;

    private final Workflow workflow;

    private final LookBackSettings settings;

    private final LookBackDates dates;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    PlanLookBack(LedgerEntries entries, LookBacks lookBacks, SetLookBackPolicy policies, Workflow workflow,
            LookBackSettings settings, LookBackDates dates, WorkingCalendar calendar, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.policies = policies;
        this.workflow = workflow;
        this.settings = settings;
        this.dates = dates;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(EntryClosed happened) {
        execute(happened.entryId());
    }

    @EventListener({ EntryReopened.class, EntryVoided.class })
    void on(EntryTurn happened) {
        cancel(this.entries.lock(happened.entryId()));
    }

    private void cancel(LedgerEntry entry) {
        for (LookBack one : this.lookBacks.of(entry.id())) {
            if (one.state() == LookBack.State.PLANNED || one.state() == LookBack.State.OPEN) {
                this.lookBacks.end(one.id(), new LookBack.End(LookBack.End.CANCELLED, "", Map.of(), List.of(),
                        AuditRecord.SYSTEM, null, this.clock.instant()));
                if (one.state() == LookBack.State.OPEN) {
                    this.workflow.correlate(LookBackProcess.MSG_CANCELLED, one.id());
                }
                this.events.publishEvent(EntryEvent.of("lookBackCancelled", entry, AuditRecord.SYSTEM));
            }
        }
    }

    LookBack execute(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        LookBackPolicy policy = this.lookBacks.policy(entry.branchId());
        Optional<LookBacks.Seed> seed = (policy.mode() == LookBackPolicy.Mode.SAMPLE)
                ? Optional.of(this.policies.seed(entry.branchId())) : Optional.empty();
        Integer drawn = seed.map((one) -> Sample.drawn(one.seed(), entry.number().toString(), entry.cycle()))
            .orElse(null);
        boolean chosen = policy.chooses(entry.deadlineClass(), (drawn != null) ? drawn : 0);
        Instant now = this.clock.instant();
        LocalDate countedOn = this.settings.countedFrom(this.calendar.dateOf(now));
        LookBack planned = new LookBack(Ids.next(), entryId, entry.cycle(), LookBack.POLICY, policy.mode().id(),
                policy.percent(), seed.map(LookBacks.Seed::quarter).orElse(null), drawn, countedOn, AuditRecord.SYSTEM,
                now, chosen ? LookBack.State.PLANNED : LookBack.State.PASSED, null, null, null, null, null);
        this.lookBacks.add(planned, policy.id(), seed.map(LookBacks.Seed::id).orElse(null));
        this.events.publishEvent(EntryEvent.of(chosen ? "lookBackPlanned" : "lookBackPassed", entry, AuditRecord.SYSTEM)
            .with("mode", policy.mode().id())
            .with("drawn", drawn)
            .with("sample", policy.percent())
            .with("seedDigest", seed.map(LookBacks.Seed::digest).orElse(null))
            .with("lookBackOn", chosen ? this.dates.begins(countedOn).toString() : null));
        return planned;
    }

}
