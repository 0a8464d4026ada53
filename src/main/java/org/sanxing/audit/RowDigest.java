package org.sanxing.audit;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a row: SHA-256 over salted commitments to its columns. Without the salt,
 * which no hash covers, nobody can try out what a text was that was erased.
 *
 * @param hints the beginning of each commitment, four characters in base 64
 */
record RowDigest(String digest, String hints) {

    static final int HINT = 4;

    private static final int HINT_BYTES = 3;

    private static final int SALT_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    static RowDigest of(String table, List<String> columns, List<@Nullable String> values, String salt) {
        LengthPrefixed row = new LengthPrefixed().add("sanxing-row-1").add(table);
        LengthPrefixed column = salted(salt);
        int begin = column.length();
        byte[] hints = new byte[columns.size() * HINT_BYTES];
        for (int i = 0; i < columns.size(); i++) {
            byte[] commitment = column.cut(begin).add(columns.get(i)).add(values.get(i)).digest();
            row.add(columns.get(i)).addHex(commitment);
            System.arraycopy(commitment, 0, hints, i * HINT_BYTES, HINT_BYTES);
        }
        return new RowDigest(row.sha256(), Base64.getEncoder().encodeToString(hints));
    }

    static String hint(String salt, String column, @Nullable String value) {
        byte[] commitment = salted(salt).add(column).add(value).digest();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(commitment, HINT_BYTES));
    }

    /** What the commitment to each column begins with. */
    private static LengthPrefixed salted(String salt) {
        return new LengthPrefixed().add("sanxing-column-1").add(salt);
    }

    static String freshSalt() {
        byte[] bytes = new byte[SALT_BYTES];
        RANDOM.nextBytes(bytes);
        return Hex.encodeHexString(bytes);
    }

}
