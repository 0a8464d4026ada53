package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an event carries of a row that its transaction wrote.
 *
 * @param rowNo counted from 0 in each event
 * @param digest null where the row was deleted
 */
record RowEntry(String chain, long seq, int rowNo, String table, String key, long writeNo, String shape,
        @Nullable String digest, @Nullable String hints, @Nullable String salt) {

    RowEntry at(long seq, long writeNo) {
        return new RowEntry(this.chain, seq, this.rowNo, this.table, this.key, writeNo, this.shape, this.digest,
                this.hints, this.salt);
    }

    boolean deleted() {
        return this.digest == null;
    }

    /** What the event's hash covers. */
    static String hash(List<RowEntry> rows) {
        LengthPrefixed all = new LengthPrefixed().add("sanxing-rows-1");
        for (RowEntry row : rows) {
            all.add(row.table).add(row.key).add(row.shape).add(row.digest).add(row.hints);
        }
        return all.sha256();
    }

    /**
     * The columns in which the row, as it is now, is not what was digested, by their
     * hints.
     * @param covered the columns that the entry covers, in their order
     */
    List<String> differing(WrittenRow row, List<String> covered) {
        List<String> differing = new ArrayList<>();
        if (this.salt == null || this.hints == null || this.hints.length() != covered.size() * RowDigest.HINT) {
            return differing;
        }
        List<String> columns = row.table().columns();
        for (int i = 0; i < covered.size(); i++) {
            int place = columns.indexOf(covered.get(i));
            String hint = this.hints.substring(i * RowDigest.HINT, (i + 1) * RowDigest.HINT);
            if (place >= 0 && !hint.equals(RowDigest.hint(this.salt, covered.get(i), row.values().get(place)))) {
                differing.add(covered.get(i));
            }
        }
        return differing;
    }

    /** Whether the row, as it is now, is what was digested. */
    boolean fits(WrittenRow row) {
        return this.salt != null && this.digest != null
                && RowDigest.of(this.table, row.table().columns(), row.values(), this.salt)
                    .digest()
                    .equals(this.digest);
    }

}
