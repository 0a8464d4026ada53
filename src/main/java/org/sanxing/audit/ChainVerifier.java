package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.ChainCheck.Failure;
import org.sanxing.audit.ChainCheck.Head;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes the chains. Rows are read in slices by key, so that memory stays flat
 * however long the record is, and without stopping those who write: a chain that seems
 * wrong is looked at once more with its head locked.
 */
@Component
class ChainVerifier {

    static final int MOST_FAILURES = 1000;

    private static final int HEADS = 500;

    private static final int SLICE = 1000;

    private static final String HEAD = """
            select chain, event_count, head_hash, opened_at, last_at, last_action, last_actor from audit_chain
            """;

    private static final RowMapper<Head> HEAD_ROW = (row, number) -> new Head(row.getString("chain"),
            row.getLong("event_count"), row.getString("head_hash"), Sql.instant(row, "opened_at"),
            Sql.instant(row, "last_at"), row.getString("last_action"), row.getString("last_actor"));

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    ChainVerifier(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** All chains. */
    Verification verify() {
        Tally tally = new Tally();
        String after = "";
        List<Head> heads;
        do {
            heads = this.jdbc.sql(HEAD + "where chain > ? order by chain limit ?")
                .params(after, HEADS)
                .query(HEAD_ROW)
                .list();
            if (!heads.isEmpty()) {
                String last = heads.get(heads.size() - 1).chain();
                verify(heads, after, last, tally);
                after = last;
            }
        }
        while (heads.size() == HEADS);
        for (String orphan : withoutHead()) {
            tally.chains++;
            tally.failures(verifyLocked(orphan, tally));
        }
        return tally.verified(this.clock.instant());
    }

    /** One chain. */
    Verification verify(String chain) {
        Tally tally = new Tally();
        tally.chains = 1;
        tally.failures(verifyLocked(chain, tally));
        return tally.verified(this.clock.instant());
    }

    private static final class Tally {

        private final List<Failure> found = new ArrayList<>();

        private long events;

        private long chains;

        private void failures(List<Failure> more) {
            more.stream().limit(MOST_FAILURES - this.found.size()).forEach(this.found::add);
        }

        private Verification verified(Instant at) {
            return new Verification(this.found.isEmpty(), this.events, this.chains, null, List.copyOf(this.found), at);
        }

    }

    /** Walks heads and events side by side, both in the order of the chains' ids. */
    private void verify(List<Head> heads, String after, String last, Tally tally) {
        // The order is the database's, so nothing is compared here but for equality.
        Set<String> known = new HashSet<>();
        heads.forEach((head) -> known.add(head.chain()));
        List<String> suspects = new ArrayList<>();
        Slices slices = new Slices(after, last);
        AuditEvent event = slices.next();
        for (Head head : heads) {
            tally.chains++;
            long before = tally.events;
            ChainCheck check = new ChainCheck(head.chain());
            while (event != null && !known.contains(event.chain())) {
                event = slices.next();
            }
            while (event != null && event.chain().equals(head.chain())) {
                check.next(event);
                tally.events++;
                event = slices.next();
            }
            check.head(head);
            if (!check.ok()) {
                tally.events = before;
                suspects.add(head.chain());
            }
        }
        for (String suspect : suspects) {
            tally.failures(verifyLocked(suspect, tally));
        }
    }

    /** Nobody appends to the chain meanwhile, so what is wrong now is wrong. */
    private List<Failure> verifyLocked(String chain, Tally tally) {
        ChainCheck check = new ChainCheck(chain);
        this.transaction.executeWithoutResult((status) -> {
            Optional<Head> head = this.jdbc.sql(HEAD + "where chain = ? for update")
                .param(chain)
                .query(HEAD_ROW)
                .optional();
            long seq = Long.MIN_VALUE;
            List<AuditEvent> slice;
            do {
                slice = this.jdbc.sql(AuditEvents.COLUMNS + "where chain = ? and seq > ? order by seq limit ?")
                    .params(chain, seq, SLICE)
                    .query(AuditEvents::event)
                    .list();
                for (AuditEvent event : slice) {
                    check.next(event);
                    tally.events++;
                    seq = event.seq();
                }
            }
            while (slice.size() == SLICE);
            check.head(head.orElse(null));
        });
        return check.failures();
    }

    /** The events of a range of chains, a slice in memory at a time. */
    private final class Slices {

        private final String last;

        private String chain;

        private long seq = Long.MAX_VALUE;

        private Iterator<AuditEvent> slice = List.<AuditEvent>of().iterator();

        private boolean exhausted;

        Slices(String after, String last) {
            this.chain = after;
            this.last = last;
        }

        @Nullable AuditEvent next() {
            if (!this.slice.hasNext() && !this.exhausted) {
                List<AuditEvent> rows = ChainVerifier.this.jdbc.sql(AuditEvents.COLUMNS + """
                        where (chain, seq) > (?, ?) and chain <= ? order by chain, seq limit ?
                        """).params(this.chain, this.seq, this.last, SLICE).query(AuditEvents::event).list();
                this.exhausted = rows.size() < SLICE;
                this.slice = rows.iterator();
            }
            if (!this.slice.hasNext()) {
                return null;
            }
            AuditEvent event = this.slice.next();
            this.chain = event.chain();
            this.seq = event.seq();
            return event;
        }

    }

    private List<String> withoutHead() {
        return this.jdbc.sql("""
                select distinct e.chain from audit_event e
                where not exists (select 1 from audit_chain c where c.chain = e.chain)
                order by e.chain limit ?
                """).param(MOST_FAILURES).query(String.class).list();
    }

}
