package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;

/**
 * What stands in the place of events that were removed, signed as checkpoints are.
 *
 * @param number counted from 1
 * @param before all of them had happened by then, and a checkpoint made by then covers
 * them
 * @param events how many they were
 * @param root of the tree over their hashes, in the order of the log
 * @param graves digest of {@link Grave}s
 * @param signature over {@link #text}
 */
record Tombstone(long number, Instant at, Instant before, long events, String root, String graves, String keyId,
        String signature) {

    /** Of the event that is one, and the detail of it that has {@link #line}. */
    static final String ACTION = "chainsPurged";

    static final String DETAIL = "tombstone";

    static final String GRAVES = "select number, chain, first_seq, last_seq, last_hash, before_at from audit_tombstone t ";

    private static final String FORMAT = "sanxing-tombstone-1";

    /**
     * What was removed of one chain.
     *
     * @param hash of the last of its events that was removed
     */
    record Grave(String chain, long first, long last, String hash, Instant before) {

        /** Of a chain of which nothing was removed. */
        static Grave none(String chain) {
            return new Grave(chain, 0, 0, EventHash.GENESIS, Instant.MIN);
        }

        static Grave of(ResultSet row, int index) throws SQLException {
            return new Grave(row.getString("chain"), row.getLong("first_seq"), row.getLong("last_seq"),
                    row.getString("last_hash"), Sql.instant(row, "before_at"));
        }

    }

    static Tombstone signed(long number, Instant at, Instant before, long events, String root, List<Grave> graves,
            AuditKey key) {
        Tombstone plain = new Tombstone(number, at, before, events, root, digest(graves), key.id(), "");
        return new Tombstone(number, at, before, events, root, plain.graves, key.id(), key.sign(plain.text()));
    }

    static String digest(List<Grave> graves) {
        LengthPrefixed all = new LengthPrefixed().add("sanxing-graves-1");
        graves.stream()
            .sorted(Comparator.comparing(Grave::chain).thenComparing(Grave::last))
            .forEach((grave) -> all.add(grave.chain())
                .add(Long.toString(grave.first()))
                .add(Long.toString(grave.last()))
                .add(grave.hash())
                .add(grave.before().toString()));
        return all.sha256();
    }

    /** What is signed. */
    String text() {
        return String.join(" ", FORMAT, Long.toString(this.number), this.at.toString(), this.before.toString(),
                Long.toString(this.events), this.root, this.graves, this.keyId);
    }

    String line() {
        return text() + " " + this.signature;
    }

    static Optional<Tombstone> read(@Nullable Object line) {
        String[] parts = String.valueOf(line).split(" ");
        if (parts.length != 9 || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tombstone(Long.parseLong(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]),
                    Long.parseLong(parts[4]), parts[5], parts[6], parts[7], parts[8]));
        }
        catch (NumberFormatException | DateTimeException ex) {
            return Optional.empty();
        }
    }

}
