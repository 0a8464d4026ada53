package org.sanxing.rectification;

import java.time.Clock;
import java.util.Map;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** Nobody need decide any more on an extension that an entry is still to get. */
@UseCase
public class CancelExtension {

    private final RectificationHistories records;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CancelExtension(RectificationHistories records, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.records = records;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param entry locked
     */
    public void execute(LedgerEntry entry) {
        this.records.of(entry.id()).openExtension().ifPresent((asked) -> {
            this.records.endExtension(asked.id(), "cancelled", "", Map.of(), AuditRecord.SYSTEM, null,
                    this.clock.instant());
            this.workflow.correlate(ExtensionProcess.MSG_CANCELLED, asked.id());
            this.events.publishEvent(EntryEvent.of("extensionCancelled", entry, AuditRecord.SYSTEM));
        });
    }

}
