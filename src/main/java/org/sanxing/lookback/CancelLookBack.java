package org.sanxing.lookback;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** Nobody need look back any more on what is open again. */
@UseCase
class CancelLookBack {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CancelLookBack(LedgerEntries entries, LookBacks lookBacks, Workflow workflow, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    void execute(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId);
        for (LookBack one : this.lookBacks.of(entryId)) {
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

}
