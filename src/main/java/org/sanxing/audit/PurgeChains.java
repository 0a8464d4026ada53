package org.sanxing.audit;

import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.Tombstone.Grave;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes of the chains that modules name (never of a case) the events that are older
 * than the record is kept, month by month, a part of a chain from its beginning on. Each
 * transaction leaves a {@link Tombstone}: whenever it is cut off, the record is whole.
 */
@Component
class PurgeChains {

    private static final int CHAINS = 200;

    private static final int EVENTS = 2000;

    /** The auditors are told so many days before. */
    private static final int DAYS = 7;

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    private final TransactionTemplate transaction;

    private final Retention retention;

    private final RecordTables tables;

    private final RowEntries entries;

    private final RowReader rows;

    private final EventRecorder recorder;

    private final AuditKeys keys;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final ZoneId zone;

    PurgeChains(JdbcTemplate batches, TransactionTemplate transaction, Retention retention, RecordTables tables,
            RowEntries entries, RowReader rows, EventRecorder recorder, AuditKeys keys,
            ApplicationEventPublisher events, Clock clock, ZoneId zone) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
        this.transaction = transaction;
        this.retention = retention;
        this.tables = tables;
        this.entries = entries;
        this.rows = rows;
        this.recorder = recorder;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
        this.zone = zone;
    }

    private record Removed(String chain, long seq, String hash, long leaf) {

    }

    /** How many events the checkpoints cover that were made by then. */
    static long witnessed(JdbcClient jdbc, Instant by) {
        // One that a clock put back has made comes after others that are later.
        return jdbc.sql("""
                select coalesce(max(size), 0) from audit_checkpoint where number < coalesce(
                    (select min(number) from audit_checkpoint where made_at > ?), 9223372036854775807)
                """).param(Sql.time(by)).query(Long.class).single();
    }

    /**
     * What was removed so far.
     *
     * @param until the last day of which there was some
     */
    public record Purged(long events, LocalDate until) {

    }

    Optional<Purged> purged() {
        return this.jdbc
            .sql("select sum(last_seq - first_seq + 1) as events, max(before_at) as before_at from audit_tombstone "
                    + "having count(*) > 0")
            .query((row, number) -> new Purged(row.getLong("events"), lastDayBefore(Sql.instant(row, "before_at"))))
            .optional();
    }

    /** The day since which all of the record must be kept; empty where all of it is. */
    Optional<LocalDate> since() {
        return this.retention.audit(LocalDate.ofInstant(this.clock.instant(), this.zone))
            .map((day) -> day.withDayOfMonth(1));
    }

    /**
     * Tells the auditors what is to go, once a month, and removes it a week later. The
     * record must have been verified right before: what is doubted is not removed.
     */
    void nightly() {
        LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.zone);
        Optional<LocalDate> since = since();
        if (since.isEmpty()) {
            return;
        }
        Instant before = since.get().atStartOfDay(this.zone).toInstant();
        LocalDate told = this.jdbc.sql("select done_on from audit_duty where id = 'purgeNotice'")
            .query(LocalDate.class)
            .single();
        if (told.isBefore(today.withDayOfMonth(1))) {
            announce(before, today);
        }
        else if (!today.isBefore(told.plusDays(DAYS))) {
            purge(before);
        }
    }

    private void announce(Instant before, LocalDate today) {
        long due = due(before);
        this.transaction.executeWithoutResult((status) -> {
            Rows.update(this.jdbc, "update audit_duty set done_on = ? where id = 'purgeNotice'", Date.valueOf(today));
            if (due > 0) {
                this.events.publishEvent(new RecordPurged(due, lastDayBefore(before), today.plusDays(DAYS)));
            }
        });
    }

    private LocalDate lastDayBefore(Instant before) {
        return LocalDate.ofInstant(before, this.zone).minusDays(1);
    }

    /** How many events would be removed now. */
    long due(Instant before) {
        long size = witnessed(this.jdbc, before);
        long due = 0;
        for (String kind : this.tables.passing()) {
            String after = "";
            List<String> chains;
            do {
                chains = chains(kind, after, before, "");
                for (String chain : chains) {
                    long first = first(chain);
                    List<Removed> some;
                    do {
                        some = old(chain, first, before, size, EVENTS);
                        due += some.size();
                        first += some.size();
                    }
                    while (some.size() == EVENTS);
                    after = chain;
                }
            }
            while (chains.size() == CHAINS);
        }
        return due;
    }

    /** Returns how many events were removed. */
    long purge(Instant before) {
        this.keys.read();
        long size = witnessed(this.jdbc, before);
        long removed = 0;
        for (String kind : this.tables.passing()) {
            Batch batch = new Batch("", 0);
            while (batch.reached() != null) {
                String after = batch.reached();
                batch = Objects.requireNonNull(this.transaction.execute((status) -> purge(kind, after, before, size)));
                removed += batch.removed();
            }
        }
        if (removed > 0) {
            RecordPurged told = new RecordPurged(removed, lastDayBefore(before), null);
            this.transaction.executeWithoutResult((status) -> this.events.publishEvent(told));
        }
        return removed;
    }

    /**
     * @param reached the last chain of which nothing more is to be removed; null where
     * that is so of all of the kind
     */
    private record Batch(@Nullable String reached, int removed) {

    }

    private Batch purge(String kind, String after, Instant before, long size) {
        this.jdbc.sql("select id from audit_duty where id = 'purge' for update").query(String.class).single();
        List<String> chains = chains(kind, after, before, " for update");
        List<Removed> gone = new ArrayList<>();
        Map<String, Grave> graves = new TreeMap<>();
        List<WrittenRow> carried = new ArrayList<>();
        String reached = (chains.size() < CHAINS) ? null : chains.get(CHAINS - 1);
        String done = after;
        for (String chain : chains) {
            long first = first(chain);
            List<Removed> some = unneeded(old(chain, first, before, size, EVENTS - gone.size()), carried);
            if (!some.isEmpty()) {
                Removed last = some.get(some.size() - 1);
                graves.put(chain, new Grave(chain, first, last.seq(), last.hash(), before));
                gone.addAll(some);
            }
            if (gone.size() == EVENTS) {
                // There may be more of this chain.
                reached = done;
                break;
            }
            done = chain;
        }
        if (!gone.isEmpty()) {
            bury(kind, gone, List.copyOf(graves.values()), carried, before);
        }
        return new Batch(reached, gone.size());
    }

    private List<String> chains(String kind, String after, Instant before, String lock) {
        return this.jdbc.sql("""
                select chain from audit_chain where (chain = ? or chain like ?) and chain > ? and opened_at < ?
                order by chain limit ?
                """ + lock).params(kind, kind + ":%", after, Sql.time(before), CHAINS).query(String.class).list();
    }

    /** The number of the first event that was not removed. */
    private long first(String chain) {
        return this.jdbc.sql("select coalesce(max(last_seq), 0) + 1 from audit_tombstone where chain = ?")
            .param(chain)
            .query(Long.class)
            .single();
    }

    /** From the first on, without gaps, as the log has them. */
    private List<Removed> old(String chain, long first, Instant before, long size, int limit) {
        List<Removed> found = this.jdbc.sql("""
                select e.chain, e.seq, e.hash, l.leaf from audit_event e
                join audit_log l on l.chain = e.chain and l.seq = e.seq and l.hash = e.hash
                where e.chain = ? and e.seq >= ? and e.seq < ? and e.happened_at < ? and l.leaf < ? order by e.seq
                """).params(chain, first, first + limit, Sql.time(before), size).query(Rows.of(Removed.class)).list();
        int whole = 0;
        while (whole < found.size() && found.get(whole).seq() == first + whole) {
            whole++;
        }
        return found.subList(0, whole);
    }

    /**
     * Those before the first on which a row stands that cannot be carried on.
     * @param carried is given rows that stand on them, to be carried by the tombstone
     */
    private List<Removed> unneeded(List<Removed> old, List<WrittenRow> carried) {
        if (old.isEmpty()) {
            return old;
        }
        List<RowEntry> standing = this.jdbc.sql(RowEntries.COLUMNS + """
                r where chain = ? and seq between ? and ? and not exists (select 1 from audit_row n
                    where n.row_key = r.row_key and n.tbl = r.tbl and n.write_no > r.write_no)
                order by seq, row_no
                """)
            .params(old.get(0).chain(), old.get(0).seq(), old.get(old.size() - 1).seq())
            .query(RowEntries::entry)
            .list();
        for (RowEntry entry : standing) {
            Optional<WrittenRow> row = Optional.ofNullable(this.tables.find(entry.table()))
                .flatMap((table) -> locked(table, entry));
            if (row.isEmpty()) {
                int kept = (int) (entry.seq() - old.get(0).seq());
                carried.removeIf((one) -> standing.stream()
                    .anyMatch((other) -> other.seq() == entry.seq() && other.key().equals(one.key())
                            && other.table().equals(one.table().name())));
                return old.subList(0, kept);
            }
            carried.add(row.get());
        }
        return old;
    }

    /** The row as the entry has it, with nobody at it. */
    private Optional<WrittenRow> locked(RecordTable table, RowEntry entry) {
        Optional<WrittenRow> row = this.rows.locked(table, entry.key());
        return row.filter(entry::fits)
            .filter((one) -> entry.equals(this.entries.newest(table.name(), List.of(entry.key())).get(entry.key())));
    }

    private void bury(String kind, List<Removed> gone, List<Grave> graves, List<WrittenRow> carried, Instant before) {
        long number = this.jdbc.sql("select coalesce(max(number), 0) + 1 from audit_tombstone")
            .query(Long.class)
            .single();
        MerkleTree tree = new MerkleTree();
        gone.stream().sorted(Comparator.comparingLong(Removed::leaf)).forEach((one) -> tree.add(one.hash()));
        Tombstone made = Tombstone.signed(number, this.clock.instant().truncatedTo(ChronoUnit.MICROS), before,
                gone.size(), tree.root(), graves, this.keys.current());
        for (String table : List.of("audit_row", "audit_event")) {
            this.batches.batchUpdate("delete from " + table + " where chain = ? and seq between ? and ?",
                    graves.stream().map((one) -> new Object[] { one.chain(), one.first(), one.last() }).toList());
        }
        this.batches.batchUpdate("""
                insert into audit_tombstone (number, chain, first_seq, last_seq, last_hash, before_at)
                values (?, ?, ?, ?, ?, ?)
                """, graves.stream()
            .map((one) -> new Object[] { number, one.chain(), one.first(), one.last(), one.hash(), Sql.time(before) })
            .toList());
        // The head tells no more of those that are gone than their number and the last
        // hash.
        this.batches.batchUpdate("""
                update audit_chain set opened_at = coalesce((select e.happened_at from audit_event e
                    where e.chain = audit_chain.chain and e.seq = ?), ?) where chain = ?
                """,
                graves.stream().map((one) -> new Object[] { one.last() + 1, Sql.time(before), one.chain() }).toList());
        this.batches.batchUpdate("""
                update audit_chain set last_at = ?, last_action = ?, last_actor = ?
                where chain = ? and event_count = ?
                """,
                graves.stream()
                    .map((one) -> new Object[] { Sql.time(before), Tombstone.ACTION, AuditRecord.SYSTEM, one.chain(),
                            one.last() })
                    .toList());
        this.recorder.carry(new AuditRecord(TakeOver.CHAIN, Tombstone.ACTION, AuditRecord.SYSTEM, null, "ok",
                TakeOver.CHAIN, Long.toString(number), null, Map.of())
            .detail("purged", kind)
            .detail("events", gone.size())
            .detail("chains", graves.size())
            .detail("before", before.toString())
            .detail(Tombstone.DETAIL, made.line()), carried);
    }

}
