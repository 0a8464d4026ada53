package org.sanxing.rectification;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** Begins the procedure of an entry: its responsible party has the task at once. */
@UseCase
public class BeginRectification {

    private final LedgerEntries entries;

    private final Workflow workflow;

    private final Clock clock;

    private final ApplicationEventPublisher events;

    BeginRectification(LedgerEntries entries, Workflow workflow, Clock clock, ApplicationEventPublisher events) {
        this.entries = entries;
        this.workflow = workflow;
        this.clock = clock;
        this.events = events;
    }

    public void execute(LedgerEntry entry) {
        this.workflow.start(RectificationProcess.KEY, entry.id(),
                Map.ofEntries(RectificationProcess.RESPONSIBLE.with(entry.responsible())));
    }

    /**
     * Begins that of one entry which was registered before there was a procedure, or in a
     * large import, whose own story is opened here.
     * @return false where there is none left that no other node has
     */
    public boolean next() {
        Optional<LedgerEntry> waiting = this.entries.lockNotBegun();
        waiting.ifPresent((entry) -> {
            this.entries.importOf(entry.id()).ifPresent((file) -> {
                this.events.publishEvent(EntryEvent.of("imported", entry, entry.registeredBy()).with("file", file));
                this.events.publishEvent(new LedgerEntryOpened(entry));
            });
            this.entries.begun(entry, this.clock.instant());
            execute(entry);
        });
        return waiting.isPresent();
    }

}
