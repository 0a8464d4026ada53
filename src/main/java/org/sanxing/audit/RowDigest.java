package org.sanxing.audit;

import java.util.Base64;
import java.util.List;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a row: SHA-256 over the commitments to its columns. Each of these is
 * SHA-256 over the value and a salt of its own, which is drawn from that of the row: a
 * text can be erased together with its salt, and the digest still holds, while nobody can
 * try out what the text was.
 *
 * @param hints the beginning of each commitment, four characters in base 64
 */
record RowDigest(String digest, String hints) {

    static final int HINT = 4;

    private static final int HINT_BYTES = 3;

    static RowDigest of(String table, List<String> columns, List<@Nullable String> values, RowSalt salt) {
        LengthPrefixed row = new LengthPrefixed().add("sanxing-row-1").add(table);
        StringBuilder hints = new StringBuilder(columns.size() * HINT);
        for (int i = 0; i < columns.size(); i++) {
            String commitment = salt.commitment(columns.get(i), values.get(i));
            row.add(columns.get(i)).add(commitment);
            hints.append(hint(commitment));
        }
        return new RowDigest(row.sha256(), hints.toString());
    }

    static String hint(String commitment) {
        try {
            return Base64.getEncoder().encodeToString(Hex.decodeHex(commitment.substring(0, 2 * HINT_BYTES)));
        }
        catch (org.apache.commons.codec.DecoderException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    static String commit(String salt, @Nullable String value) {
        return DigestUtils.sha256Hex(new LengthPrefixed().add("sanxing-column-1").add(salt).add(value).bytes());
    }

}
