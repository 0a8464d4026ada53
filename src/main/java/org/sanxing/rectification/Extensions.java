package org.sanxing.rectification;

import java.time.Clock;
import java.util.Map;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.tasks.Tasks;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** What follows from an extension by itself. */
@UseCase
public class Extensions {

    private final LedgerEntries entries;

    private final RectificationHistories histories;

    private final Tasks tasks;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    Extensions(LedgerEntries entries, RectificationHistories histories, Tasks tasks, Workflow workflow,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.histories = histories;
        this.tasks = tasks;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /** Sets the deadline that was granted; the ones before stay on record. */
    public void extend(String extensionId) {
        Extension asked = this.histories.extension(extensionId).orElseThrow();
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
        this.histories.openExtension(entry.id()).ifPresent((asked) -> {
            this.histories.endExtension(asked.id(), "cancelled", "", Map.of(), AuditRecord.SYSTEM, null,
                    this.clock.instant());
            this.workflow.correlate(ExtensionProcess.MSG_CANCELLED, asked.id());
            this.events.publishEvent(EntryEvent.of("extensionCancelled", entry, AuditRecord.SYSTEM));
        });
    }

}
