package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Grows the tree over the log again and compares it with each checkpoint on the way,
 * those of the database and those that were published: what a checkpoint covers can
 * neither be dropped nor become another.
 */
@Component
class LogVerifier {

    private static final int SLICE = 2000;

    private final JdbcClient jdbc;

    private final AuditKeys keys;

    LogVerifier(JdbcClient jdbc, AuditKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * @param now hash of the event as it is; null where it is not there
     * @param purged whether a tombstone covers it, where it is not there
     */
    private record Leaf(long leaf, String chain, long seq, String hash, @Nullable String now, boolean sealed,
            boolean purged) {

        static Leaf of(ResultSet row, int number) throws SQLException {
            return new Leaf(row.getLong("leaf"), row.getString("chain"), row.getLong("seq"), row.getString("hash"),
                    row.getString("now"), row.getString("key_id") != null, row.getBoolean("purged"));
        }

    }

    /**
     * @param published the lines of the file, in their order
     * @param held what somebody has kept
     */
    void verify(Stream<String> published, List<Checkpoint> held, Findings findings) {
        Track kept = new Track(new Paged<>(this::checkpoints, Checkpoint::number, 0), "root", findings);
        Track outside = new Track(published.map(Checkpoint::read).filter((one) -> {
            if (one.isEmpty()) {
                findings.add(new Failure("forged", "", null, null, null, 0, null));
            }
            return one.isPresent();
        }).map(Optional::get).iterator(), "putBack", findings);
        Track given = new Track(held.stream().sorted(Comparator.comparingLong(Checkpoint::number)).iterator(),
                "putBack", findings);
        List<Track> tracks = List.of(kept, outside, given);
        long unsealed = kept.first().map(Checkpoint::size).orElse(0L);
        MerkleTree tree = new MerkleTree();
        tracks.forEach((track) -> track.compare(tree));
        long before;
        long last = -1;
        do {
            // A checkpoint that is made meanwhile brings more leaves.
            before = tree.size();
            Iterator<Leaf> leaves = new Paged<>(this::leaves, Leaf::leaf, last);
            while (leaves.hasNext()) {
                Leaf leaf = leaves.next();
                check(leaf, tree.size() < unsealed, findings);
                if (leaf.leaf() != ++last) {
                    // One before it is gone, or it has another number: proofs would miss
                    // it.
                    findings.add(root(kept.first().map(Checkpoint::number).orElse(0L)));
                    last = leaf.leaf();
                }
                tree.add(leaf.hash());
                tracks.forEach((track) -> track.compare(tree));
            }
        }
        while (tree.size() > before && tracks.stream().anyMatch((track) -> track.first().isPresent()));
        tracks.forEach(Track::end);
        unsealedSince(findings);
        dropped(kept, outside, findings);
        frontiers(findings);
    }

    private static void check(Leaf leaf, boolean unsealed, Findings findings) {
        if (leaf.now() == null) {
            if (leaf.purged()) {
                return;
            }
            findings.add(Failure.ofChain("lost", leaf.chain(), leaf.seq(), null));
        }
        else if (!leaf.now().equals(leaf.hash())) {
            findings.add(Failure.ofChain("replaced", leaf.chain(), leaf.seq(), null));
        }
        else if (!leaf.sealed() && !unsealed) {
            findings.add(Failure.ofChain("rule", leaf.chain(), leaf.seq(), null));
        }
    }

    /** Events by the rule of the version before that no checkpoint covers yet. */
    private void unsealedSince(Findings findings) {
        this.jdbc.sql("""
                select e.chain, e.seq from audit_event e where e.key_id is null
                    and not exists (select 1 from audit_log l where l.chain = e.chain and l.seq = e.seq)
                order by e.chain, e.seq limit ?
                """)
            .param(Findings.MOST)
            .query((row, number) -> Failure.ofChain("rule", row.getString("chain"), row.getLong("seq"), null))
            .list()
            .forEach(findings::add);
    }

    /** A published checkpoint was in the database before; it may have come meanwhile. */
    private void dropped(Track kept, Track outside, Findings findings) {
        Checkpoint one = outside.right;
        if (one != null && one.number() > kept.number
                && this.jdbc.sql("select number from audit_checkpoint where number = ?")
                    .param(one.number())
                    .query(Long.class)
                    .optional()
                    .isEmpty()) {
            findings.add(new Failure("putBack", "", null, null, null, one.number(), null));
        }
    }

    private record Frontier(long number, long size, String root, String frontier) {

    }

    /** What the next checkpoint goes on from is what this one signed. */
    private void frontiers(Findings findings) {
        new Paged<>((after) -> this.jdbc.sql("""
                select number, size, root, frontier from audit_checkpoint where number > ? order by number limit ?
                """).params(after, SLICE).query(Rows.of(Frontier.class)).list(), Frontier::number, 0)
            .forEachRemaining((one) -> {
                if (!MerkleTree.of(one.size(), one.frontier()).root().equals(one.root())) {
                    findings.add(root(one.number()));
                }
            });
    }

    private static Failure root(long checkpoint) {
        return new Failure("root", "", null, null, null, checkpoint, null);
    }

    private List<Leaf> leaves(long after) {
        return this.jdbc.sql("""
                select l.leaf, l.chain, l.seq, l.hash, e.hash as now, e.key_id,
                    case when e.hash is null then exists (select 1 from audit_tombstone t where t.chain = l.chain
                        and t.last_seq >= l.seq and t.first_seq <= l.seq) else false end as purged
                from audit_log l
                left join audit_event e on e.chain = l.chain and e.seq = l.seq
                where l.leaf > ? order by l.leaf limit ?
                """).params(after, SLICE).query(Leaf::of).list();
    }

    private List<Checkpoint> checkpoints(long after) {
        return this.jdbc.sql(Checkpoints.COLUMNS + "where number > ? order by number limit ?")
            .params(after, SLICE)
            .query(Checkpoint::of)
            .list();
    }

    /** The checkpoints of one place, as the tree passes their sizes. */
    private final class Track {

        private final Iterator<Checkpoint> checkpoints;

        private final String kind;

        private final Findings findings;

        private @Nullable Checkpoint next;

        private @Nullable Checkpoint right;

        private long number;

        Track(Iterator<Checkpoint> checkpoints, String kind, Findings findings) {
            this.checkpoints = checkpoints;
            this.kind = kind;
            this.findings = findings;
            this.next = checkpoints.hasNext() ? checkpoints.next() : null;
        }

        Optional<Checkpoint> first() {
            return Optional.ofNullable(this.next);
        }

        void compare(MerkleTree tree) {
            while (this.next != null && this.next.size() <= tree.size()) {
                Checkpoint one = this.next;
                if (one.size() < tree.size() || !one.root().equals(tree.root()) || one.number() < this.number
                        || !follows(one)) {
                    fail(one, this.kind);
                }
                else if (signed(one)) {
                    this.right = one;
                }
                this.number = one.number();
                this.next = this.checkpoints.hasNext() ? this.checkpoints.next() : null;
            }
        }

        private boolean follows(Checkpoint one) {
            return this.kind.equals("putBack") || (one.number() == this.number + 1 && (this.right == null
                    || this.right.number() != this.number || this.right.root().equals(one.previous())));
        }

        private boolean signed(Checkpoint one) {
            AuditKey key = LogVerifier.this.keys.find(one.keyId());
            if (key == null) {
                this.findings.unknownKeys(List.of(one.keyId()));
                return true;
            }
            if (!key.signed(one.text(), one.signature())) {
                fail(one, "forged");
                return false;
            }
            return true;
        }

        /** What says that there was more. */
        void end() {
            while (this.next != null) {
                fail(this.next, this.kind);
                this.next = this.checkpoints.hasNext() ? this.checkpoints.next() : null;
            }
        }

        private void fail(Checkpoint one, String as) {
            this.findings.add(
                    new Failure(as, "", null, null, null, one.number(), (this.right != null) ? this.right.at() : null));
        }

    }

    /** Rows by key, a slice in memory at a time. */
    private static final class Paged<T> implements Iterator<T> {

        private final Function<Long, List<T>> page;

        private final Function<T, Long> key;

        private Iterator<T> slice = List.<T>of().iterator();

        private long after;

        private boolean exhausted;

        Paged(Function<Long, List<T>> page, Function<T, Long> key, long after) {
            this.page = page;
            this.key = key;
            this.after = after;
        }

        @Override
        public boolean hasNext() {
            if (!this.slice.hasNext() && !this.exhausted) {
                List<T> rows = this.page.apply(this.after);
                this.exhausted = rows.size() < SLICE;
                this.slice = rows.iterator();
            }
            return this.slice.hasNext();
        }

        @Override
        public T next() {
            T one = this.slice.next();
            this.after = this.key.apply(one);
            return one;
        }

    }

}
