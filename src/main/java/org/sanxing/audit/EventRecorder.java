package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.sanxing.audit.AuditChains.Gathered;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.BeforeCommit;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.RequestOrigin;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Gathers what happens in a transaction, and which rows of record it writes, and writes
 * both last, before the commit, so that the heads of the chains are locked as briefly as
 * can be, and always in the same order (design.md, rule 1).
 */
@Component
class EventRecorder {

    private final AuditChains chains;

    private final RowEntries entries;

    private final ObjectProvider<RequestOrigin> origin;

    private final Clock clock;

    private final BeforeCommit<Item> last;

    EventRecorder(AuditChains chains, RowEntries entries, ObjectProvider<RequestOrigin> origin, Clock clock,
            PlatformTransactionManager transactions) {
        this.chains = chains;
        this.entries = entries;
        this.origin = origin;
        this.clock = clock;
        this.last = new BeforeCommit<>(Ordered.LOWEST_PRECEDENCE, transactions, this::write);
    }

    /** An event, or a row that was written. */
    sealed interface Item permits Gathered, WrittenRow {

    }

    @EventListener
    void on(DomainEvent event) {
        AuditRecord record = event.record();
        RequestOrigin origin = event.administers(record) ? this.origin.getIfAvailable() : null;
        this.last.add(List.of(new Gathered((origin != null) ? origin.told(record) : record, this.clock.instant())));
    }

    /** What was refused counts; its action was rolled back. */
    void refused(AuditRecord record, Instant at) {
        this.last.add(List.of(new Gathered(record, at)));
    }

    /** An event that carries these rows, whoever wrote them. */
    void carry(AuditRecord record, List<WrittenRow> rows) {
        Gathered carrier = new Gathered(record, this.clock.instant());
        carrier.rows().addAll(rows);
        this.last.add(List.of(carrier));
    }

    void wrote(List<WrittenRow> rows) {
        this.last.add(List.copyOf(rows));
    }

    private void write(List<Item> items) {
        // What a transaction wrote twice stands as it was written last.
        Map<String, WrittenRow> written = new LinkedHashMap<>();
        List<Gathered> events = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof WrittenRow row) {
                written.put(row.name(), row);
            }
            else {
                events.add((Gathered) item);
            }
        }
        if (events.isEmpty()) {
            changed(written.values()).forEach((table, rows) -> {
                Gathered carrier = new Gathered(new AuditRecord("rows:" + table, "recorded", AuditRecord.SYSTEM, null,
                        "ok", "rows", table, null, Map.of("rows", rows.size())), this.clock.instant());
                carrier.rows().addAll(rows);
                events.add(carrier);
            });
        }
        else {
            written.values().forEach((row) -> carrier(events, row).rows().add(row));
        }
        SortedMap<String, List<Gathered>> byChain = new TreeMap<>();
        for (Gathered event : events) {
            byChain.computeIfAbsent(event.record().chain(), (chain) -> new ArrayList<>()).add(event);
        }
        if (!byChain.isEmpty()) {
            this.chains.append(byChain);
        }
    }

    /** The last event of the row's case; else what was done first. */
    private static Gathered carrier(List<Gathered> events, WrittenRow row) {
        String caseId = row.caseId();
        for (int i = events.size() - 1; i >= 0 && caseId != null; i--) {
            if (events.get(i).record().chain().equals(caseId)) {
                return events.get(i);
            }
        }
        return events.stream()
            .filter((event) -> event.record().result().equals("ok"))
            .findFirst()
            .orElse(events.get(0));
    }

    /**
     * Of what was written without an event (a draft is saved, a sweep notes the time),
     * what differs from what is on record.
     */
    private Map<String, List<WrittenRow>> changed(Collection<WrittenRow> written) {
        Map<String, List<WrittenRow>> changed = new TreeMap<>();
        written.stream().collect(Collectors.groupingBy((row) -> row.table().name())).forEach((table, rows) -> {
            Map<String, RowEntry> known = this.entries.newest(table, rows.stream().map(WrittenRow::key).toList());
            List<WrittenRow> differ = rows.stream().filter((row) -> {
                RowEntry entry = known.get(row.key());
                boolean gone = entry == null || entry.deleted();
                return row.deleted() ? !gone : gone || !entry.fits(row);
            }).toList();
            if (!differ.isEmpty()) {
                changed.put(table, differ);
            }
        });
        return changed;
    }

}
