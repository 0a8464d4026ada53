package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.sanxing.audit.LogProofs.Extension;
import org.sanxing.audit.LogProofs.Proof;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each leaf of trees of every shape has its path, each tree extends all before it, and
 * nothing else leads to the root.
 */
class LogProofsTests {

    private static final int LARGEST = 40;

    private static String hash(int leaf) {
        return DigestUtils.sha256Hex("leaf " + leaf);
    }

    private static void add(AuditDatabase db, int leaf, String hash) {
        db.jdbc.sql("insert into audit_log (leaf, chain, seq, hash) values (?, 'case1', ?, ?)")
            .params(leaf, leaf + 1, hash)
            .update();
    }

    @Test
    void everyLeafOfEverySizeIsProved() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            LogProofs proofs = new LogProofs(db.jdbc);
            MerkleTree tree = new MerkleTree();
            for (int size = 1; size <= LARGEST; size++) {
                add(db, size - 1, hash(size - 1));
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

    /**
     * With the trees of Certificate Transparency's tests, and the paths they have there.
     */
    @Test
    void hasTheProofsOfRfc6962() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            LogProofs proofs = new LogProofs(db.jdbc);
            IntStream.range(0, 8).forEach((leaf) -> add(db, leaf, MerkleTreeTests.LEAVES.get(leaf)));
            assertThat(path(proofs, 0, 8)).containsExactly(
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
            assertThat(path(proofs, 5, 8)).containsExactly(
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
            assertThat(path(proofs, 2, 3))
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
            assertThat(path(proofs, 1, 5)).containsExactly(
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
            assertThat(proofs.extension(1, 1).path()).isEmpty();
            assertThat(proofs.extension(1, 8).path()).containsExactly(
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
            assertThat(proofs.extension(6, 8).path()).containsExactly(
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
            assertThat(proofs.extension(2, 5).path()).containsExactly(
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
        }
    }

    private static List<String> path(LogProofs proofs, int leaf, int size) {
        Proof proof = new Proof("case1", leaf + 1, leaf);
        proofs.fill(List.of(proof), size);
        return proof.path();
    }

    @Test
    void everyTreeExtendsThoseBeforeItAndNoOther() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            LogProofs proofs = new LogProofs(db.jdbc);
            List<String> roots = new ArrayList<>();
            MerkleTree tree = new MerkleTree();
            roots.add(tree.root());
            for (int size = 1; size <= LARGEST; size++) {
                add(db, size - 1, hash(size - 1));
                tree.add(hash(size - 1));
                roots.add(tree.root());
                for (int first = 0; first <= size; first++) {
                    Extension found = proofs.extension(first, size);
                    assertThat(found.proves(roots.get(first), roots.get(size))).as("%d in %d", first, size).isTrue();
                    assertThat(found.proves(hash(LARGEST), roots.get(size))).isFalse();
                    assertThat(found.proves(roots.get(first), hash(LARGEST))).isEqualTo(first == 0);
                    List<String> longer = new ArrayList<>(found.path());
                    longer.add(hash(0));
                    assertThat(new Extension(first, size, longer).proves(roots.get(first), roots.get(size))).isFalse();
                    for (int i = 0; i < found.path().size(); i++) {
                        List<String> other = new ArrayList<>(found.path());
                        other.set(i, hash(LARGEST));
                        assertThat(new Extension(first, size, other).proves(roots.get(first), roots.get(size)))
                            .isFalse();
                        other.remove(i);
                        assertThat(new Extension(first, size, other).proves(roots.get(first), roots.get(size)))
                            .isFalse();
                    }
                }
                assertThat(proofs.extension(size + 1, size).proves(roots.get(size), roots.get(size))).isFalse();
            }
        }
    }

    /** What is kept of the first call serves the next. */
    @Test
    void severalBlocksAreOneTree() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            LogProofs proofs = new LogProofs(db.jdbc);
            int size = 5 * LogProofs.BLOCK + 37;
            MerkleTree tree = new MerkleTree();
            String first = "";
            for (int leaf = 0; leaf < size; leaf++) {
                first = (leaf == 3 * LogProofs.BLOCK + 1) ? tree.root() : first;
                tree.add(hash(leaf));
            }
            db.transaction.executeWithoutResult(
                    (status) -> IntStream.range(0, size).forEach((leaf) -> add(db, leaf, hash(leaf))));
            for (int call = 0; call < 2; call++) {
                List<Proof> some = new ArrayList<>();
                for (int leaf = size - 1; leaf >= 0; leaf -= 500) {
                    some.add(new Proof("case1", leaf + 1, leaf));
                }
                proofs.fill(some, size);
                assertThat(some).filteredOn((proof) -> proof.leaf() >= LogProofs.BLOCK)
                    .isNotEmpty()
                    .allSatisfy(
                            (proof) -> assertThat(proof.root(hash((int) proof.leaf()), size)).isEqualTo(tree.root()));
                assertThat(proofs.extension(3 * LogProofs.BLOCK + 1, size).proves(first, tree.root())).isTrue();
                db.jdbc.sql("update audit_log set hash = '00' where leaf = 600").update();
            }
            Proof changed = new Proof("case1", 1, 601);
            proofs.fill(List.of(changed), size);
            assertThat(changed.root(hash(601), size)).isNotEqualTo(tree.root());
        }
    }

}
