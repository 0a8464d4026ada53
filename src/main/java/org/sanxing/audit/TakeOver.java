package org.sanxing.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RecordTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts on record what was there before it was declared to be: at the first start of a
 * version that declares a table, or other columns of it. The first checkpoint is made
 * before, over the events of the version before.
 */
@Component
class TakeOver implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TakeOver.class);

    static final String CHAIN = "record";

    static final String DECLARED = "declared";

    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final RecordTables tables;

    private final RowEntries entries;

    private final RowReader rows;

    private final EventRecorder recorder;

    private final AuditEvents events;

    private final Checkpoints checkpoints;

    private final AuditKeys keys;

    private volatile boolean running;

    TakeOver(JdbcClient jdbc, TransactionTemplate transaction, RecordTables tables, RowEntries entries, RowReader rows,
            EventRecorder recorder, AuditEvents events, Checkpoints checkpoints, AuditKeys keys) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tables = tables;
        this.entries = entries;
        this.rows = rows;
        this.recorder = recorder;
        this.events = events;
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    @Override
    public void start() {
        if (this.checkpoints.last().isEmpty()) {
            this.checkpoints.make();
        }
        Map<String, List<String>> declared = declared();
        for (RecordTable table : this.tables.all()) {
            if (!table.columns().equals(declared.get(table.name()))) {
                takeOver(table, declared.get(table.name()));
            }
        }
        AuditKey key = this.keys.current();
        log.info("Checkpoints of the record are signed with the key {}, public part {}", key.id(), key.publicPart());
        this.running = true;
    }

    /** The columns of each table as they were last put on record. */
    @SuppressWarnings("unchecked")
    private Map<String, List<String>> declared() {
        Map<String, List<String>> declared = new HashMap<>();
        for (AuditEvent event : this.events.of(CHAIN)) {
            if (event.action().equals(DECLARED)) {
                declared.put(event.objectId(), (List<String>) CanonicalJson.read(event.detail()).get("columns"));
            }
        }
        return declared;
    }

    /**
     * @param before the columns that the entries there are cover; null where there are
     * none
     */
    private void takeOver(RecordTable table, @Nullable List<String> before) {
        List<String> key = List.of();
        long count = 0;
        boolean more = true;
        while (more) {
            List<String> from = key;
            List<WrittenRow> some = this.transaction.execute((status) -> {
                this.jdbc.sql("select id from audit_duty where id = 'takeOver' for update")
                    .query(String.class)
                    .single();
                List<WrittenRow> page = this.rows.page(table, from, AT_ONCE);
                List<WrittenRow> wanted = wanted(table, before, page);
                if (!wanted.isEmpty()) {
                    this.recorder.carry(new AuditRecord(CHAIN, "takenOver", AuditRecord.SYSTEM, null, "ok", CHAIN,
                            table.name(), null, Map.of("rows", wanted.size())), wanted);
                }
                return page;
            });
            more = some.size() == AT_ONCE;
            count += some.size();
            key = more ? RowReader.keyOf(some.get(some.size() - 1)) : Collections.emptyList();
        }
        this.recorder
            .carry(new AuditRecord(CHAIN, DECLARED, AuditRecord.SYSTEM, null, "ok", CHAIN, table.name(), null, Map
                .of("columns", table.columns(), "without", new ArrayList<>(table.without().keySet()), "rows", count)),
                    List.of());
        if (count > 0) {
            log.info("{} rows of {} are of record from here on", count, table.name());
        }
    }

    /**
     * What is not on record yet; what differs from what is stays as it is, and is found.
     */
    private List<WrittenRow> wanted(RecordTable table, @Nullable List<String> before, List<WrittenRow> page) {
        Map<String, RowEntry> known = this.entries.newest(table.name(), page.stream().map(WrittenRow::key).toList());
        return page.stream().filter((row) -> {
            RowEntry entry = known.get(row.key());
            if (entry == null) {
                return true;
            }
            return before != null && !entry.shape().equals(this.tables.shape(table.name()))
                    && entry.differing(row, before).isEmpty();
        }).toList();
    }

    @Override
    public void stop() {
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** Before anybody acts. */
    @Override
    public int getPhase() {
        return -10;
    }

}
