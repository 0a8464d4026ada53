package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.sanxing.audit.InclusionProofs.Proof;

import static org.assertj.core.api.Assertions.assertThat;

/** Each leaf of trees of every shape has its path, and no other leads to the root. */
class InclusionProofsTests {

    private static final int LARGEST = 40;

    private static String hash(int leaf) {
        return DigestUtils.sha256Hex("leaf " + leaf);
    }

    @Test
    void everyLeafOfEverySizeIsProved() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            InclusionProofs proofs = new InclusionProofs(db.jdbc);
            MerkleTree tree = new MerkleTree();
            for (int size = 1; size <= LARGEST; size++) {
                db.jdbc.sql("insert into audit_log (leaf, chain, seq, hash) values (?, 'case1', ?, ?)")
                    .params(size - 1, size, hash(size - 1))
                    .update();
                tree.add(hash(size - 1));
                List<Proof> all = new ArrayList<>(proofs.places("case1", size));
                assertThat(all).hasSize(size);
                proofs.fill(all, size);
                for (Proof proof : all) {
                    String own = hash((int) proof.leaf());
                    assertThat(proof.root(own, size)).as("%d of %d", proof.leaf(), size).isEqualTo(tree.root());
                    assertThat(proof.root(hash(LARGEST), size)).isNotEqualTo(tree.root());
                    assertThat(new Proof("case1", 1, proof.leaf() ^ 1, proof.path()).root(own, size))
                        .isNotEqualTo((size > 1) ? tree.root() : "");
                    List<String> longer = new ArrayList<>(proof.path());
                    longer.add(own);
                    assertThat(new Proof("case1", 1, proof.leaf(), longer).root(own, size)).isNotEqualTo(tree.root());
                }
            }
            List<Proof> earlier = new ArrayList<>(proofs.places("case1", 7));
            assertThat(earlier).hasSize(7);
            assertThat(proofs.place("case1", 8, 7)).isEmpty();
            assertThat(proofs.place("case1", 7, 7)).hasSize(1);
        }
    }

}
