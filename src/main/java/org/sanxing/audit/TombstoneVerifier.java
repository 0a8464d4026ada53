package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.sanxing.audit.Tombstone.Grave;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares each tombstone with what it says it covers: the graves, the leaves that the
 * log keeps of the events removed, and that these were old enough at its time, which the
 * checkpoints tell. The events themselves are gone, and what they said cannot be
 * verified.
 */
@Component
class TombstoneVerifier {

    private static final int SLICE = 100;

    private final JdbcClient jdbc;

    private final RecordTables tables;

    private final AuditKeys keys;

    private final Clock clock;

    TombstoneVerifier(JdbcClient jdbc, RecordTables tables, AuditKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.keys = keys;
        this.clock = clock;
    }

    private record Leaf(long leaf, String chain, long seq, String hash) {

    }

    void verify(Findings findings) {
        // A purge may run meanwhile.
        long last = this.jdbc.sql("select coalesce(max(number), 0) from audit_tombstone").query(Long.class).single();
        long number = 0;
        long after = 0;
        List<AuditEvent> events;
        do {
            events = this.jdbc
                .sql(AuditEvents.COLUMNS + "where chain = ? and action = ? and seq > ? order by seq limit ?")
                .params(TakeOver.CHAIN, Tombstone.ACTION, after, SLICE)
                .query(AuditEvents::event)
                .list();
            for (AuditEvent event : events) {
                number++;
                after = event.seq();
                String kind = kind(event, number, findings);
                if (!kind.isEmpty()) {
                    findings.add(Failure.ofChain(kind, TakeOver.CHAIN, event.seq(), null));
                }
            }
        }
        while (events.size() == SLICE);
        this.jdbc
            .sql(Tombstone.GRAVES + "where number < 1 or (number > ? and number <= ?) order by chain, last_seq limit ?")
            .params(number, last, Findings.MOST)
            .query(Grave::of)
            .list()
            .forEach((grave) -> findings.add(Failure.ofChain("tombstoneMissing", grave.chain(), grave.last(), null)));
    }

    /** What is wrong with a tombstone; empty where nothing is. */
    private String kind(AuditEvent event, long number, Findings findings) {
        Optional<Tombstone> read = Tombstone.read(CanonicalJson.read(event.detail()).get(Tombstone.DETAIL));
        if (read.isEmpty() || read.get().number() != number) {
            return "tombstoneForged";
        }
        Tombstone one = read.get();
        findings.purged(one);
        AuditKey key = this.keys.find(one.keyId());
        if (key == null) {
            findings.unknownKeys(List.of(one.keyId()));
        }
        else if (!key.signed(one.text(), one.signature())) {
            return "tombstoneForged";
        }
        List<Leaf> leaves = this.jdbc.sql("""
                select l.leaf, l.chain, l.seq, l.hash from audit_tombstone t
                join audit_log l on l.chain = t.chain and l.seq between t.first_seq and t.last_seq
                where t.number = ? order by l.leaf limit ?
                """).params(number, one.events() + 1).query(Rows.of(Leaf.class)).list();
        if (!covers(one, leaves)) {
            return "tombstone";
        }
        return oldEnough(one, event, leaves.get(leaves.size() - 1).leaf()) ? "" : "tombstoneEarly";
    }

    private boolean covers(Tombstone one, List<Leaf> leaves) {
        List<Grave> graves = this.jdbc.sql(Tombstone.GRAVES + "where number = ?")
            .param(one.number())
            .query(Grave::of)
            .list();
        MerkleTree tree = new MerkleTree();
        leaves.forEach((leaf) -> tree.add(leaf.hash()));
        return Tombstone.digest(graves).equals(one.graves()) && !leaves.isEmpty() && leaves.size() == one.events()
                && tree.root().equals(one.root()) && graves.stream().allMatch((grave) -> fits(grave, one, leaves));
    }

    private boolean fits(Grave grave, Tombstone one, List<Leaf> leaves) {
        return grave.before().equals(one.before())
                && this.tables.passing()
                    .stream()
                    .anyMatch((kind) -> grave.chain().equals(kind) || grave.chain().startsWith(kind + ":"))
                && leaves.stream()
                    .anyMatch((leaf) -> leaf.seq() == grave.last() && leaf.chain().equals(grave.chain())
                            && leaf.hash().equals(grave.hash()));
    }

    /** Whatever a clock said when it was made. */
    private boolean oldEnough(Tombstone one, AuditEvent event, long lastLeaf) {
        Instant latest = one.at().atOffset(ZoneOffset.UTC).minus(Retention.LEAST).toInstant();
        return !one.before().isAfter(latest) && !one.at().isAfter(event.at()) && !one.at().isAfter(this.clock.instant())
                && lastLeaf < PurgeChains.witnessed(this.jdbc, one.before());
    }

}
