package org.sanxing.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.ChainCheck.Head;
import org.sanxing.audit.Tombstone.Grave;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes the chains. Rows are read in slices by key, so that memory stays flat
 * however long the record is, and without stopping those who write: a chain that seems
 * wrong is looked at once more with its head locked.
 */
@Component
class ChainVerifier {

    private static final int HEADS = 500;

    private static final int SLICE = 500;

    private static final String HEAD = """
            select chain, event_count, head_hash, opened_at, last_at, last_action, last_actor from audit_chain
            """;

    private static final RowMapper<Head> HEAD_ROW = (row, number) -> new Head(row.getString("chain"),
            row.getLong("event_count"), row.getString("head_hash"), Sql.instant(row, "opened_at"),
            Sql.instant(row, "last_at"), row.getString("last_action"), row.getString("last_actor"));

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final AuditKeys keys;

    private final String lock;

    ChainVerifier(JdbcClient jdbc, PlatformTransactionManager transactions, AuditKeys keys,
            CheckpointSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.keys = keys;
        boolean readOnly = settings.readOnly();
        this.lock = readOnly ? "" : " for update";
        if (readOnly) {
            this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }
    }

    /** All chains. */
    void verify(Findings findings) {
        String after = "";
        List<Head> heads;
        do {
            heads = this.jdbc.sql(HEAD + "where chain > ? order by chain limit ?")
                .params(after, HEADS)
                .query(HEAD_ROW)
                .list();
            if (!heads.isEmpty()) {
                String last = heads.get(heads.size() - 1).chain();
                verify(heads, after, last, findings);
                after = last;
            }
        }
        while (heads.size() == HEADS);
        for (String orphan : withoutHead()) {
            findings.chains++;
            verifyLocked(orphan, findings);
        }
        rowsWithoutEvent().forEach(findings::add);
    }

    /** Walks heads and events side by side, both in the order of the chains' ids. */
    private void verify(List<Head> heads, String after, String last, Findings findings) {
        // The order is the database's, so nothing is compared here but for equality.
        Set<String> known = new HashSet<>();
        heads.forEach((head) -> known.add(head.chain()));
        Map<String, Grave> graves = graves(after, last);
        List<String> suspects = new ArrayList<>();
        Slices slices = new Slices(after, Long.MAX_VALUE, last);
        AuditEvent event = slices.next();
        for (Head head : heads) {
            findings.chains++;
            long before = findings.events;
            ChainCheck check = new ChainCheck(graves.getOrDefault(head.chain(), Grave.none(head.chain())), this.keys);
            while (event != null && !known.contains(event.chain())) {
                event = slices.next();
            }
            while (event != null && event.chain().equals(head.chain())) {
                check.next(event, slices.rows());
                findings.events++;
                event = slices.next();
            }
            check.head(head);
            if (check.ok()) {
                findings.unknownKeys(check.unknownKeys());
            }
            else {
                findings.events = before;
                suspects.add(head.chain());
            }
        }
        suspects.forEach((suspect) -> verifyLocked(suspect, findings));
    }

    /** One chain; nobody appends to it meanwhile, so what is wrong now is wrong. */
    void verifyLocked(String chain, Findings findings) {
        ChainCheck done = this.transaction.execute((status) -> {
            Optional<Head> head = this.jdbc.sql(HEAD + "where chain = ?" + this.lock)
                .param(chain)
                .query(HEAD_ROW)
                .optional();
            ChainCheck check = new ChainCheck(graves(chain, chain).getOrDefault(chain, Grave.none(chain)), this.keys);
            Slices slices = new Slices(chain, 0, chain);
            for (AuditEvent event = slices.next(); event != null; event = slices.next()) {
                check.next(event, slices.rows());
                findings.events++;
            }
            check.head(head.orElse(null));
            return check;
        });
        findings.unknownKeys(done.unknownKeys());
        findings.addAll(done.failures());
    }

    /** What was last removed of each of these chains, where it was. */
    private Map<String, Grave> graves(String from, String to) {
        return this.jdbc.sql(Tombstone.GRAVES + """
                where chain >= ? and chain <= ?
                    and not exists (select 1 from audit_tombstone l where l.chain = t.chain and l.last_seq > t.last_seq)
                """)
            .params(from, to)
            .query(Grave::of)
            .list()
            .stream()
            .collect(Collectors.toMap(Grave::chain, Function.identity()));
    }

    /** Whether an event stands as it was sealed, whatever the rest of its chain. */
    boolean holds(String chain, long seq) {
        Slices slices = new Slices(chain, seq - 1, chain);
        AuditEvent event = slices.next();
        return event != null && event.seq() == seq && ChainCheck.holds(event, slices.rows(), this.keys);
    }

    /** The events of a range of chains with their rows, a slice in memory at a time. */
    private final class Slices {

        private final String last;

        private String chain;

        private long seq;

        private Iterator<AuditEvent> slice = List.<AuditEvent>of().iterator();

        private Map<String, List<RowEntry>> rows = Map.of();

        private boolean exhausted;

        Slices(String chain, long seq, String last) {
            this.chain = chain;
            this.seq = seq;
            this.last = last;
        }

        @Nullable AuditEvent next() {
            if (!this.slice.hasNext() && !this.exhausted) {
                List<AuditEvent> events = ChainVerifier.this.jdbc.sql(AuditEvents.COLUMNS + """
                        where (chain, seq) > (?, ?) and chain <= ? order by chain, seq limit ?
                        """).params(this.chain, this.seq, this.last, SLICE).query(AuditEvents::event).list();
                this.exhausted = events.size() < SLICE;
                this.rows = events.isEmpty() ? Map.of() : rows(events.get(0), events.get(events.size() - 1));
                this.slice = events.iterator();
            }
            if (!this.slice.hasNext()) {
                return null;
            }
            AuditEvent event = this.slice.next();
            this.chain = event.chain();
            this.seq = event.seq();
            return event;
        }

        /** Those of the event that came last. */
        List<RowEntry> rows() {
            return this.rows.getOrDefault(this.chain + " " + this.seq, List.of());
        }

        private Map<String, List<RowEntry>> rows(AuditEvent from, AuditEvent to) {
            return ChainVerifier.this.jdbc.sql(RowEntries.COLUMNS + """
                    where chain >= ? and (chain, seq) >= (?, ?) and chain <= ? and (chain, seq) <= (?, ?)
                    order by chain, seq, row_no
                    """)
                .params(from.chain(), from.chain(), from.seq(), to.chain(), to.chain(), to.seq())
                .query(RowEntries::entry)
                .list()
                .stream()
                .collect(Collectors.groupingBy((row) -> row.chain() + " " + row.seq()));
        }

    }

    /** Nobody may vouch for a row but an event. */
    private List<Failure> rowsWithoutEvent() {
        return this.jdbc.sql("""
                select r.chain, r.seq, r.tbl, r.row_key from audit_row r
                where not exists (select 1 from audit_event e where e.chain = r.chain and e.seq = r.seq) limit ?
                """)
            .param(Findings.MOST)
            .query((row, number) -> new Failure("rows", row.getString("chain"), row.getString("tbl"),
                    row.getString("row_key"), null, row.getLong("seq"), null))
            .list();
    }

    private List<String> withoutHead() {
        return this.jdbc.sql("""
                select e.chain from audit_event e
                where not exists (select 1 from audit_chain c where c.chain = e.chain)
                union select t.chain from audit_tombstone t
                where not exists (select 1 from audit_chain c where c.chain = t.chain)
                order by chain limit ?
                """).param(Findings.MOST).query(String.class).list();
    }

}
