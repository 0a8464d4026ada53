package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.EntryTurn;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.OverseenActions;
import org.sanxing.workflow.Workflow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * Plans the look-back of an entry in the transaction that closes it, by the policy of its
 * branch; that the policy asks for none is on record as well. It begins when its date has
 * come, or by hand. What is planned or under way is cancelled when the entry is opened
 * again by another decision.
 */
@UseCase
public class PlanLookBack {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final EntryPolicy policy;

    private final SetLookBackPolicy policies;

    private final LookBackSettings settings;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    /** Whether it is planned is not for who answers for the entry. */
    @Bean
    static OverseenActions plannedLookBacks() {
        return () -> Set.of("lookBackPlanned", "lookBackPassed", "lookBackCancelled");
    }

    PlanLookBack(LedgerEntries entries, LookBacks lookBacks, EntryPolicy policy, SetLookBackPolicy policies,
            LookBackSettings settings, WorkingCalendar calendar, Workflow workflow, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.policy = policy;
        this.policies = policies;
        this.settings = settings;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(EntryClosed happened) {
        plan(happened.entryId());
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

    private void plan(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        LookBackPolicy asked = this.lookBacks.policy(entry.branchId());
        Optional<LookBacks.Seed> seed = (asked.mode() == LookBackPolicy.Mode.SAMPLE)
                ? Optional.of(this.policies.seed(entry.branchId())) : Optional.empty();
        Integer drawn = seed.map((one) -> Sample.drawn(one.seed(), entry.number().toString(), entry.cycle()))
            .orElse(null);
        boolean chosen = asked.chooses(entry.deadlineClass(), (drawn != null) ? drawn : 0);
        Instant now = this.clock.instant();
        LocalDate countedOn = this.settings.countedFrom(this.calendar.dateOf(now));
        LookBack planned = new LookBack(Ids.next(), entryId, entry.cycle(), LookBack.POLICY, asked.mode().id(),
                asked.percent(), seed.map(LookBacks.Seed::quarter).orElse(null), drawn, countedOn, AuditRecord.SYSTEM,
                now, chosen ? LookBack.State.PLANNED : LookBack.State.PASSED, null, null, null, null, null);
        this.lookBacks.add(planned, asked.id(), seed.map(LookBacks.Seed::id).orElse(null));
        this.events.publishEvent(EntryEvent.of(chosen ? "lookBackPlanned" : "lookBackPassed", entry, AuditRecord.SYSTEM)
            .with("mode", asked.mode().id())
            .with("drawn", drawn)
            .with("sample", asked.percent())
            .with("seedDigest", seed.map(LookBacks.Seed::digest).orElse(null))
            .with("lookBackOn", chosen ? this.calendar.plusWorkingDays(countedOn, 0).toString() : null));
    }

    /**
     * Begins one earlier than its date, and also where the policy asks for none, by the
     * branch with a reason.
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws Conflict where it is not closed, or is looked back on already
     * @throws org.sanxing.common.InvalidInput without a reason
     */
    public void begin(String entryId, @Nullable String typed, String account) {
        LedgerEntry entry = this.entries.lock(entryId);
        this.policy.requireKeeper(entry, account);
        entry.require(LedgerEntry.State.CLOSED);
        String reason = Texts.needed("reason", typed, Texts.REASON);
        List<LookBack> all = this.lookBacks.of(entry.id());
        all.stream().filter((one) -> one.state() == LookBack.State.OPEN).findFirst().ifPresent((open) -> {
            throw new Conflict("lookback-open").in(entry.state().id());
        });
        LookBack planned = all.stream()
            .filter((one) -> one.state() == LookBack.State.PLANNED)
            .findFirst()
            .orElseGet(() -> byHand(entry, account));
        begin(entry, planned, account, reason);
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

}
