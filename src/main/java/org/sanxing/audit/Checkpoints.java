package org.sanxing.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events up into the log, and signs and publishes the root of the tree over it:
 * every ten minutes where something happened, and after a thousand events. Nobody who
 * acts waits for it.
 */
@Component
class Checkpoints {

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    static final String COLUMNS = """
            select number, made_at, size, root, previous, key_id, signature from audit_checkpoint
            """;

    private static final int CHAINS = 500;

    private static final int AT_ONCE = 5000;

    private static final Duration MARGIN = Duration.ofDays(1);

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    private final TransactionTemplate transaction;

    private final AuditKeys keys;

    private final CheckpointFile file;

    private final Clock clock;

    private final Duration every;

    private final int events;

    private final AtomicInteger appended = new AtomicInteger();

    private volatile Instant looked;

    /** When all chains were looked at. */
    private @Nullable Instant complete;

    Checkpoints(JdbcTemplate batches, TransactionTemplate transaction, AuditKeys keys, CheckpointFile file, Clock clock,
            CheckpointSettings settings) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
        this.transaction = transaction;
        this.keys = keys;
        this.file = file;
        this.clock = clock;
        this.every = settings.every();
        this.events = settings.events();
        this.looked = clock.instant();
    }

    @EventListener
    void on(AuditChains.Appended some) {
        this.appended.addAndGet(some.events());
    }

    @Scheduled(fixedDelayString = "${sanxing.audit.look:PT10S}", initialDelayString = "${sanxing.audit.look:PT10S}")
    void whenDue() {
        Instant now = this.clock.instant();
        if (this.appended.get() >= this.events || !now.isBefore(this.looked.plus(this.every))) {
            this.looked = now;
            make();
        }
    }

    /** Returns the one before where nothing has happened since. */
    synchronized Checkpoint make() {
        this.keys.read();
        this.appended.set(0);
        Instant now = this.clock.instant();
        Instant since = changedSince(now);
        while (this.transaction.execute((status) -> takeUp(since))) {
            // The next of them.
        }
        this.complete = since.equals(Instant.EPOCH) ? now : this.complete;
        Checkpoint made = this.transaction.execute((status) -> sign());
        this.transaction.executeWithoutResult((status) -> publish());
        return made;
    }

    /**
     * Chains that nothing was added to for so long are in the log, whichever node has the
     * wrong time and however long a transaction took; once a day all of them are looked
     * at.
     */
    private Instant changedSince(Instant now) {
        Instant before = this.complete;
        return (before == null || now.isBefore(before) || now.isAfter(before.plus(MARGIN))) ? Instant.EPOCH
                : before.minus(MARGIN);
    }

    Optional<Checkpoint> last() {
        return this.jdbc.sql(COLUMNS + "order by number desc limit 1").query(Checkpoint::of).optional();
    }

    /** Newest first. */
    List<Checkpoint> newest(int limit) {
        return this.jdbc.sql(COLUMNS + "order by number desc limit ?").param(limit).query(Checkpoint::of).list();
    }

    Optional<Checkpoint> find(long number) {
        return this.jdbc.sql(COLUMNS + "where number = ?").param(number).query(Checkpoint::of).optional();
    }

    /** The first that covers so many events. */
    Optional<Checkpoint> covering(long events) {
        return this.jdbc.sql(COLUMNS + "where size >= ? order by number limit 1")
            .param(events)
            .query(Checkpoint::of)
            .optional();
    }

    private void alone() {
        this.jdbc.sql("select id from audit_duty where id = 'checkpoint' for update").query(String.class).single();
    }

    private record Event(String chain, long seq, String hash) {

    }

    /**
     * A chain whose last event is in the log is there whole.
     * @return whether there is more
     */
    private boolean takeUp(Instant since) {
        alone();
        List<String> chains = this.jdbc.sql("""
                select c.chain from audit_chain c where c.last_at >= ?
                    and not exists (select 1 from audit_log l where l.chain = c.chain and l.seq = c.event_count)
                order by c.chain limit ?
                """).params(Sql.time(since), CHAINS).query(String.class).list();
        if (chains.isEmpty()) {
            return false;
        }
        List<Event> events = this.jdbc.sql("""
                select e.chain, e.seq, e.hash from audit_event e where e.chain in (:chains)
                    and not exists (select 1 from audit_log l where l.chain = e.chain and l.seq = e.seq)
                order by e.chain, e.seq limit :limit
                """).param("chains", chains).param("limit", AT_ONCE).query(Rows.of(Event.class)).list();
        long leaf = this.jdbc.sql("select coalesce(max(leaf) + 1, 0) from audit_log").query(Long.class).single();
        List<Object[]> rows = new ArrayList<>();
        for (Event event : events) {
            rows.add(new Object[] { leaf + rows.size(), event.chain(), event.seq(), event.hash() });
        }
        if (!rows.isEmpty()) {
            this.batches.batchUpdate("insert into audit_log (leaf, chain, seq, hash) values (?, ?, ?, ?)", rows);
        }
        return !rows.isEmpty() && (rows.size() == AT_ONCE || chains.size() == CHAINS);
    }

    private Checkpoint sign() {
        alone();
        Optional<Checkpoint> before = last();
        MerkleTree tree = before.map((one) -> MerkleTree.of(one.size(),
                this.jdbc.sql("select frontier from audit_checkpoint where number = ?")
                    .param(one.number())
                    .query(String.class)
                    .single()))
            .orElseGet(MerkleTree::new);
        List<String> leaves;
        do {
            leaves = this.jdbc.sql("select hash from audit_log where leaf >= ? order by leaf limit ?")
                .params(tree.size(), AT_ONCE)
                .query(String.class)
                .list();
            leaves.forEach(tree::add);
        }
        while (leaves.size() == AT_ONCE);
        if (before.isPresent() && before.get().size() == tree.size()) {
            return before.get();
        }
        Checkpoint made = Checkpoint.signed(before.map(Checkpoint::number).orElse(0L) + 1, this.clock.instant(),
                tree.size(), tree.root(), before.map(Checkpoint::root).orElse(null), this.keys.current());
        Rows.insert(this.jdbc, "audit_checkpoint", "number, made_at, size, root, previous, key_id, signature, frontier",
                made.number(), made.at(), made.size(), made.root(), made.previous(), made.keyId(), made.signature(),
                tree.frontier());
        return made;
    }

    /** Adds what the file has not yet. */
    private void publish() {
        alone();
        Optional<Checkpoint> known = this.file.last();
        long from = known.map(Checkpoint::number).orElse(0L);
        boolean ours = known.isEmpty() || find(from).equals(known);
        if (!ours) {
            log.error("{} ends with a checkpoint that this database does not know: an old copy was put back, or "
                    + "another database publishes there", this.file.path());
            last().filter((one) -> one.number() != from || !one.line().equals(known.get().line()))
                .ifPresent(this.file::append);
            return;
        }
        this.jdbc.sql(COLUMNS + "where number > ? order by number")
            .param(from)
            .query(Checkpoint::of)
            .list()
            .forEach(this.file::append);
    }

}
