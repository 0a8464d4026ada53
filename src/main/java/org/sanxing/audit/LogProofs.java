package org.sanxing.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.commons.codec.binary.Hex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proves that events are in a checkpoint, and that a checkpoint extends an older one: the
 * audit paths and the consistency proofs of RFC 6962. Full trees never change again:
 * their roots down to blocks stay in memory, so that of the log only the blocks that are
 * proved are read anew.
 */
@Component
class LogProofs {

    /** A million leaves have roots of some hundred kB. */
    static final int BLOCK = 1024;

    private final JdbcClient jdbc;

    private final Map<Range, byte[]> full = new ConcurrentHashMap<>();

    LogProofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param leaf its place in the log, counted from 0
     * @param path what stands beside it on the way to the root, from the leaf on
     */
    record Proof(String chain, long seq, long leaf, List<String> path) {

        Proof(String chain, long seq, long leaf) {
            this(chain, seq, leaf, new ArrayList<>());
        }

        /** The root that it leads to; empty where it leads nowhere. */
        String root(String hash, long size) {
            byte[] node = MerkleTree.leaf(hash);
            long here = this.leaf;
            long last = size - 1;
            for (String beside : this.path) {
                if (last == 0) {
                    return "";
                }
                if ((here & 1) == 1 || here == last) {
                    node = MerkleTree.node(MerkleTree.bytes(beside), node);
                    while ((here & 1) == 0 && here != 0) {
                        here >>= 1;
                        last >>= 1;
                    }
                }
                else {
                    node = MerkleTree.node(node, MerkleTree.bytes(beside));
                }
                here >>= 1;
                last >>= 1;
            }
            return (last == 0 && this.leaf >= 0) ? Hex.encodeHexString(node) : "";
        }

    }

    /**
     * That the tree over so many leaves begins with that over the first of them.
     */
    record Extension(long first, long size, List<String> path) {

        /** As RFC 9162, 2.1.4.2 says. */
        boolean proves(String firstRoot, String root) {
            if (this.first == 0 || this.first >= this.size) {
                return this.path.isEmpty() && this.first <= this.size
                        && firstRoot.equals((this.first == 0) ? new MerkleTree().root() : root);
            }
            List<String> rest = new ArrayList<>(this.path);
            if (Long.bitCount(this.first) == 1) {
                rest.add(0, firstRoot);
            }
            if (rest.isEmpty()) {
                return false;
            }
            int full = Long.numberOfTrailingZeros(this.first);
            long here = (this.first - 1) >> full;
            long last = (this.size - 1) >> full;
            byte[] before = MerkleTree.bytes(rest.remove(0));
            byte[] now = before;
            for (String next : rest) {
                if (last == 0) {
                    return false;
                }
                byte[] beside = MerkleTree.bytes(next);
                if ((here & 1) == 1 || here == last) {
                    before = MerkleTree.node(beside, before);
                    now = MerkleTree.node(beside, now);
                    while ((here & 1) == 0 && here != 0) {
                        here >>= 1;
                        last >>= 1;
                    }
                }
                else {
                    now = MerkleTree.node(now, beside);
                }
                here >>= 1;
                last >>= 1;
            }
            return last == 0 && Hex.encodeHexString(before).equals(firstRoot) && Hex.encodeHexString(now).equals(root);
        }

    }

    /** Where the events of a chain stand in the log, as far as a checkpoint covers it. */
    List<Proof> places(String chain, long size) {
        return this.jdbc.sql("select chain, seq, leaf from audit_log where chain = ? and leaf < ? order by seq")
            .params(chain, size)
            .query((row, number) -> new Proof(row.getString("chain"), row.getLong("seq"), row.getLong("leaf")))
            .list();
    }

    /** Whether a checkpoint covers an event, and where it then stands. */
    Stream<Proof> place(String chain, long seq, long size) {
        return this.jdbc.sql("select leaf from audit_log where chain = ? and seq = ? and leaf < ?")
            .params(chain, seq, size)
            .query(Long.class)
            .optional()
            .map((leaf) -> new Proof(chain, seq, leaf))
            .stream();
    }

    /**
     * Fills the paths of these in the tree over the first so many leaves.
     * @param size that of a checkpoint: what it covers stays as it is
     */
    void fill(List<Proof> proofs, long size) {
        Nodes nodes = new Nodes(size);
        proofs.stream()
            .sorted(Comparator.comparingLong(Proof::leaf))
            .forEach((proof) -> nodes.path(proof.leaf(), new Range(0, size), proof.path()));
    }

    /**
     * @param first size of the older checkpoint
     * @param size that of a checkpoint
     */
    Extension extension(long first, long size) {
        List<String> path = new ArrayList<>();
        if (first > 0 && first < size) {
            new Nodes(size).extend(first, new Range(0, size), true, path);
        }
        return new Extension(first, size, path);
    }

    /** Leaves from one to before another, as RFC 6962 divides them. */
    private record Range(long from, long to) {

        long size() {
            return this.to - this.from;
        }

        long middle() {
            return this.from + Long.highestOneBit(size() - 1);
        }

        Range left() {
            return new Range(this.from, middle());
        }

        Range right() {
            return new Range(middle(), this.to);
        }

    }

    /** With the leaves of one block at a time. */
    private final class Nodes {

        private final byte[][] leaves = new byte[BLOCK][];

        private final Map<Range, byte[]> within = new HashMap<>();

        private final long size;

        /** At the right edge, where trees are not full. */
        private final Map<Range, byte[]> last = new HashMap<>();

        private long begin = -1;

        Nodes(long size) {
            this.size = size;
        }

        void path(long leaf, Range all, List<String> path) {
            if (all.size() > 1) {
                boolean left = leaf < all.middle();
                path(leaf, left ? all.left() : all.right(), path);
                path.add(Hex.encodeHexString(root(left ? all.right() : all.left())));
            }
        }

        void extend(long first, Range all, boolean known, List<String> path) {
            if (first < all.to()) {
                boolean left = first <= all.middle();
                extend(first, left ? all.left() : all.right(), known && left, path);
                path.add(Hex.encodeHexString(root(left ? all.right() : all.left())));
            }
            else if (!known) {
                path.add(Hex.encodeHexString(root(all)));
            }
        }

        private byte[] root(Range of) {
            boolean whole = of.size() >= BLOCK && Long.bitCount(of.size()) == 1;
            Map<Range, byte[]> kept = whole ? LogProofs.this.full : (of.to() == this.size) ? this.last : this.within;
            byte[] root = kept.get(of);
            if (root == null) {
                if (of.size() <= BLOCK) {
                    read(of.from() - of.from() % BLOCK);
                }
                root = (of.size() == 1) ? this.leaves[(int) (of.from() - this.begin)]
                        : MerkleTree.node(root(of.left()), root(of.right()));
                kept.put(of, root);
            }
            return root;
        }

        private void read(long from) {
            if (from != this.begin) {
                this.begin = from;
                this.within.clear();
                // One that is gone leads to another root.
                Arrays.fill(this.leaves, MerkleTree.leaf(""));
                LogProofs.this.jdbc.sql("select leaf, hash from audit_log where leaf >= ? and leaf < ?")
                    .params(from, from + BLOCK)
                    .query((row) -> {
                        this.leaves[(int) (row.getLong("leaf") - from)] = MerkleTree.leaf(row.getString("hash"));
                    });
            }
        }

    }

}
