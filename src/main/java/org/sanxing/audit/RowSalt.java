package org.sanxing.audit;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.codec.binary.Hex;
import org.jspecify.annotations.Nullable;

/**
 * What the digest of a row is salted with. As it is kept: 32 hexadecimal digits; once one
 * of its texts was erased, {@code column:salt} for each column, and
 * {@code column=commitment} for those erased.
 */
final class RowSalt {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int BYTES = 16;

    private final @Nullable String whole;

    private final Map<String, String> salts;

    private final Map<String, String> erased;

    private RowSalt(@Nullable String whole, Map<String, String> salts, Map<String, String> erased) {
        this.whole = whole;
        this.salts = salts;
        this.erased = erased;
    }

    /** Returns a new one, as it is kept. */
    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Hex.encodeHexString(bytes);
    }

    static RowSalt read(String kept) {
        return (kept.indexOf(':') < 0 && kept.indexOf('=') < 0) ? new RowSalt(kept, Map.of(), Map.of())
                : new RowSalt(null, parts(kept, ":"), parts(kept, "="));
    }

    private static Map<String, String> parts(String kept, String sign) {
        return Arrays.stream(kept.split(" "))
            .map((part) -> part.split(sign))
            .filter((part) -> part.length == 2)
            .collect(Collectors.toMap((part) -> part[0], (part) -> part[1], (one, other) -> one));
    }

    /** For a column that was erased, what was kept in its place. */
    String commitment(String column, @Nullable String value) {
        String kept = this.erased.get(column);
        return (kept != null) ? kept : RowDigest.commit(of(column), value);
    }

    String of(String column) {
        return (this.whole != null) ? new LengthPrefixed().add("sanxing-salt-1").add(this.whole).add(column).sha256()
                : this.salts.getOrDefault(column, "");
    }

    Set<String> erased() {
        return this.erased.keySet();
    }

}
