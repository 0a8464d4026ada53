package org.sanxing.lookback;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.tasks.Cases;
import org.sanxing.workflow.CaseRepair;
import org.springframework.context.ApplicationEventPublisher;

/** Look-backs under way, and setting one going again that stands still. */
@UseCase
class RestartLookBack implements Cases {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final EntryPolicy policy;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    RestartLookBack(LedgerEntries entries, LookBacks lookBacks, EntryPolicy policy, CaseRepair repair,
            ApplicationEventPublisher events) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.policy = policy;
        this.repair = repair;
        this.events = events;
    }

    @Override
    public List<OpenCase> open(@Nullable String after, int limit) {
        return this.lookBacks.open((after != null) ? after : "", limit);
    }

    @Override
    public Optional<OpenCase> find(String id) {
        return this.lookBacks.openCase(id);
    }

    @Override
    public void restart(String id, String administrator, @Nullable String reason) {
        LookBack open = this.lookBacks.find(id).orElseThrow(() -> new NotFound("lookback"));
        LedgerEntry entry = this.entries.lock(open.entryId()).require(LedgerEntry.State.CLOSED);
        this.repair.startAt(LookBackProcess.KEY, id, LookBackProcess.TASK_NOTIFY_INSPECTORS,
                Map.ofEntries(LookBackProcess.INSPECTORS.with(this.policy.verifiers(entry))));
        this.events.publishEvent(EntryEvent.of("restarted", entry, administrator).with("opinion", reason));
    }

}
