package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.commons.codec.binary.Hex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proves that events are in a checkpoint: the audit paths of RFC 6962. They are gathered
 * while the tree grows over the log once more; of it only the roots of the full trees are
 * in memory.
 */
@Component
class InclusionProofs {

    private static final int SLICE = 5000;

    private final JdbcClient jdbc;

    InclusionProofs(JdbcClient jdbc) {
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
                    node = MerkleTree.node((byte) 1, MerkleTree.bytes(beside), node);
                    while ((here & 1) == 0 && here != 0) {
                        here >>= 1;
                        last >>= 1;
                    }
                }
                else {
                    node = MerkleTree.node((byte) 1, node, MerkleTree.bytes(beside));
                }
                here >>= 1;
                last >>= 1;
            }
            return (last == 0 && this.leaf >= 0) ? Hex.encodeHexString(node) : "";
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

    /** Fills the paths of these in the tree over the first so many leaves. */
    void fill(List<Proof> proofs, long size) {
        Map<Long, List<Proof>> wanted = new TreeMap<>();
        proofs.forEach((proof) -> wanted.put(proof.leaf(), List.of(proof)));
        List<Node> full = new ArrayList<>();
        long grown = 0;
        List<String> slice;
        do {
            slice = this.jdbc.sql("select hash from audit_log where leaf >= ? and leaf < ? order by leaf limit ?")
                .params(grown, size, SLICE)
                .query(String.class)
                .list();
            for (String hash : slice) {
                Node node = new Node(MerkleTree.leaf(hash), wanted.getOrDefault(grown, List.of()));
                for (long rest = grown; (rest & 1) == 1; rest >>= 1) {
                    node = full.remove(full.size() - 1).beside(node);
                }
                full.add(node);
                grown++;
            }
        }
        while (slice.size() == SLICE);
        while (full.size() > 1) {
            Node right = full.remove(full.size() - 1);
            full.add(full.remove(full.size() - 1).beside(right));
        }
    }

    /**
     * @param below those that are looked for below it
     */
    private record Node(byte[] hash, List<Proof> below) {

        Node beside(Node right) {
            this.below.forEach((proof) -> proof.path().add(Hex.encodeHexString(right.hash)));
            right.below.forEach((proof) -> proof.path().add(Hex.encodeHexString(this.hash)));
            return new Node(MerkleTree.node((byte) 1, this.hash, right.hash),
                    Stream.concat(this.below.stream(), right.below.stream()).toList());
        }

    }

}
