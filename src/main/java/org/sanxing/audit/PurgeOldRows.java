package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.OfRecord;
import org.sanxing.common.OldRows;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Recorded;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is older than logs are kept and is no part of the record, a few rows at a
 * time. What was removed is of record: each transaction says from where, how many, and
 * until when.
 */
@Component
class PurgeOldRows {

    private static final int AT_A_TIME = 1000;

    private final List<OldRows> old;

    private final Retention retention;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    /**
     * @throws IllegalStateException where a table of record would be purged
     */
    PurgeOldRows(List<OfRecord> modules, Retention retention, JdbcClient jdbc, TransactionTemplate transaction,
            ApplicationEventPublisher events, Clock clock) {
        this.old = modules.stream().flatMap((module) -> module.old().stream()).toList();
        Set<String> kept = modules.stream()
            .flatMap((module) -> module.tables().stream())
            .filter(RecordTable::isOfRecord)
            .map(RecordTable::name)
            .collect(Collectors.toSet());
        this.old.stream().map(OldRows::table).filter(kept::contains).findAny().ifPresent((table) -> {
            throw new IllegalStateException(table + " is of record and cannot be purged");
        });
        this.retention = retention;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    void purge() {
        Instant before = this.clock.instant().minus(this.retention.logs());
        for (OldRows rows : this.old) {
            Integer gone;
            do {
                gone = this.transaction.execute((status) -> purge(rows, before));
            }
            while (gone != null && gone == AT_A_TIME);
        }
    }

    private int purge(OldRows rows, Instant before) {
        int gone = Rows.update(this.jdbc,
                "delete from %1$s where %2$s in (select %2$s from %1$s where %3$s < ? and %4$s order by %3$s limit ?)"
                    .formatted(rows.table(), rows.key(), rows.at(), rows.condition()),
                Sql.time(before), AT_A_TIME);
        if (gone > 0) {
            this.events.publishEvent(new Recorded(
                    new AuditRecord(TakeOver.CHAIN, "purged", AuditRecord.SYSTEM, null, "ok", TakeOver.CHAIN,
                            rows.table(), null, Map.of())
                        .detail("rows", gone)
                        .detail("before", before.toString())));
        }
        return gone;
    }

}
