package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;

/**
 * The signed root of the tree over the first events in the log.
 *
 * @param number counted from 1
 * @param size how many events it covers
 * @param previous root of the one before; null for the first. What the first covers may
 * have the rule of the version before, and nothing after it
 * @param signature over {@link #text}
 */
record Checkpoint(long number, Instant at, long size, String root, @Nullable String previous, String keyId,
        String signature) implements java.io.Serializable {

    private static final String FORMAT = "sanxing-checkpoint-1";

    static Checkpoint signed(long number, Instant at, long size, String root, @Nullable String previous, AuditKey key) {
        Checkpoint plain = new Checkpoint(number, at, size, root, previous, key.id(), "");
        return new Checkpoint(number, at, size, root, previous, key.id(), key.sign(plain.text()));
    }

    static Checkpoint of(ResultSet row, int index) throws SQLException {
        return new Checkpoint(row.getLong("number"), Sql.instant(row, "made_at"), row.getLong("size"),
                row.getString("root"), row.getString("previous"), row.getString("key_id"), row.getString("signature"));
    }

    /** What is signed. */
    String text() {
        return String.join(" ", FORMAT, Long.toString(this.number), this.at.toString(), Long.toString(this.size),
                this.root, (this.previous != null) ? this.previous : "-", this.keyId);
    }

    /** What is published. */
    public String line() {
        return text() + " " + this.signature;
    }

    static Optional<Checkpoint> read(String line) {
        String[] parts = Texts.strip(line).split(" ");
        if (parts.length != 8 || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(Long.parseLong(parts[1]), Instant.parse(parts[2]),
                    Long.parseLong(parts[3]), parts[4], parts[5].equals("-") ? null : parts[5], parts[6], parts[7]));
        }
        catch (NumberFormatException | DateTimeException ex) {
            return Optional.empty();
        }
    }

}
