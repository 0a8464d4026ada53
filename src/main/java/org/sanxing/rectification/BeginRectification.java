package org.sanxing.rectification;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.tasks.Tasks;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** Begins the procedure of an entry: its responsible party has the task at once. */
@UseCase
public class BeginRectification {

    private final LedgerEntries entries;

    private final Workflow workflow;

    private final Tasks tasks;

    private final Clock clock;

    private final ApplicationEventPublisher events;

    BeginRectification(LedgerEntries entries, Workflow workflow, Tasks tasks, Clock clock,
            ApplicationEventPublisher events) {
        this.entries = entries;
        this.workflow = workflow;
        this.tasks = tasks;
        this.clock = clock;
        this.events = events;
    }

    public void execute(LedgerEntry entry) {
        this.workflow.start(RectificationProcess.KEY, entry.id(), facts(entry));
    }

    public void execute(List<LedgerEntry> entries) {
        Map<String, Map<String, Object>> cases = new LinkedHashMap<>();
        entries.forEach((entry) -> cases.put(entry.id(), facts(entry)));
        this.workflow.startAll(RectificationProcess.KEY, cases);
    }

    private static Map<String, Object> facts(LedgerEntry entry) {
        return Map.ofEntries(RectificationProcess.RESPONSIBLE.with(entry.responsible()));
    }

    /**
     * Begins those of entries which were registered before there was a procedure, or in a
     * large import, whose own stories are opened here; but for what was begun meanwhile
     * or another node has.
     */
    public void waiting(List<String> ids) {
        Map<LedgerEntry, Optional<String>> waiting = this.entries.lockNotBegun(ids);
        List<LedgerEntry> entries = List.copyOf(waiting.keySet());
        waiting.forEach((entry, file) -> file.ifPresent((name) -> {
            this.events.publishEvent(EntryEvent.of("imported", entry, entry.registeredBy()).with("file", name));
            this.events.publishEvent(new LedgerEntryOpened(entry));
        }));
        this.entries.begun(entries, this.clock.instant());
        this.tasks.added(entries.stream().map(LedgerEntry::id).toList());
        execute(entries);
    }

}
