package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The hash tree of RFC 6962 over leaves that are only added. Of what it has taken it
 * keeps the roots of the full trees alone, so that it goes on in constant memory.
 */
final class MerkleTree {

    private final List<byte[]> full = new ArrayList<>();

    private long size;

    static MerkleTree of(long size, String frontier) {
        MerkleTree tree = new MerkleTree();
        tree.size = size;
        if (!frontier.isEmpty()) {
            for (String root : frontier.split(" ")) {
                tree.full.add(bytes(root));
            }
        }
        return tree;
    }

    /**
     * @param data of the leaf, in hexadecimal
     */
    void add(String data) {
        byte[] node = leaf(data);
        for (long rest = this.size; (rest & 1) == 1; rest >>= 1) {
            node = node(this.full.remove(this.full.size() - 1), node);
        }
        this.full.add(node);
        this.size++;
    }

    long size() {
        return this.size;
    }

    /** In hexadecimal. */
    String root() {
        if (this.full.isEmpty()) {
            return DigestUtils.sha256Hex("");
        }
        byte[] root = this.full.get(this.full.size() - 1);
        for (int i = this.full.size() - 2; i >= 0; i--) {
            root = node(this.full.get(i), root);
        }
        return Hex.encodeHexString(root);
    }

    /** What {@link #of} goes on from. */
    String frontier() {
        return String.join(" ", this.full.stream().map(Hex::encodeHexString).toList());
    }

    static byte[] leaf(String data) {
        return hash((byte) 0, bytes(data));
    }

    static byte[] node(byte[] left, byte[] right) {
        return hash((byte) 1, left, right);
    }

    private static byte[] hash(byte kind, byte[]... parts) {
        var digest = DigestUtils.getSha256Digest();
        digest.update(kind);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static byte[] bytes(String hex) {
        try {
            return Hex.decodeHex(hex);
        }
        catch (DecoderException ex) {
            // Whatever somebody put in its place: it gives another root.
            return DigestUtils.sha256(hex);
        }
    }

}
