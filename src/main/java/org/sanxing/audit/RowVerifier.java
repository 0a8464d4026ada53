package org.sanxing.audit;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the rows of record with the newest digest that an event carries of each, in
 * slices and without stopping those who write: a row that seems wrong is looked at again.
 */
@Component
class RowVerifier {

    private static final int SLICE = 1000;

    private static final int PIECES = 20;

    private static final int TRIES = 5;

    private final JdbcClient jdbc;

    private final RecordTables tables;

    private final RowEntries entries;

    private final RowReader rows;

    private final ChainVerifier chains;

    RowVerifier(JdbcClient jdbc, RecordTables tables, RowEntries entries, RowReader rows, ChainVerifier chains) {
        this.chains = chains;
        this.jdbc = jdbc;
        this.tables = tables;
        this.entries = entries;
        this.rows = rows;
    }

    void verify(Findings findings) {
        findings.tables = this.tables.all().size();
        String after = "";
        long writeNo = -1;
        String table = "";
        // By row, in the order of the keys; the last key may go on in the next slice.
        Map<String, RowEntry> newest = new LinkedHashMap<>();
        List<RowEntry> slice;
        do {
            slice = this.jdbc.sql(RowEntries.COLUMNS + """
                    where row_key >= ? and (row_key, write_no, tbl) > (?, ?, ?) order by row_key, write_no, tbl limit ?
                    """).params(after, after, writeNo, table, SLICE).query(RowEntries::entry).list();
            for (RowEntry entry : slice) {
                newest.put(entry.table() + " " + entry.key(), entry);
                after = entry.key();
                writeNo = entry.writeNo();
                table = entry.table();
            }
            String open = (slice.size() == SLICE) ? after : null;
            verify(newest.values().stream().filter((entry) -> !entry.key().equals(open)).toList(), findings);
            newest.values().removeIf((entry) -> !entry.key().equals(open));
        }
        while (slice.size() == SLICE);
        for (RecordTable one : this.tables.all()) {
            this.rows.unrecorded(one, Findings.MOST).forEach((row) -> verify(one, row.key(), findings));
        }
        this.tables.hashed().forEach((one) -> contents(one, findings));
    }

    private void verify(List<RowEntry> newest, Findings findings) {
        newest.stream().collect(Collectors.groupingBy(RowEntry::table)).forEach((name, some) -> {
            RecordTable table = this.tables.find(name);
            if (table != null) {
                verify(table, some, findings);
            }
        });
    }

    private void verify(RecordTable table, List<RowEntry> newest, Findings findings) {
        Map<String, WrittenRow> found = this.rows.find(table, newest.stream().map(RowEntry::key).toList());
        for (RowEntry entry : newest) {
            WrittenRow row = found.get(entry.key());
            if (right(entry, row)) {
                findings.rows++;
            }
            else {
                verify(table, entry.key(), findings);
            }
        }
    }

    private static boolean right(@Nullable RowEntry entry, @Nullable WrittenRow row) {
        if (entry == null || entry.deleted()) {
            return row == null;
        }
        return row != null && entry.fits(row);
    }

    /**
     * Whoever commits meanwhile adds an entry: between two that are the same, nobody did.
     */
    private void verify(RecordTable table, String key, Findings findings) {
        for (int i = 0; i < TRIES; i++) {
            RowEntry before = this.entries.newest(table.name(), List.of(key)).get(key);
            WrittenRow row = this.rows.find(table, key).orElse(null);
            RowEntry entry = this.entries.newest(table.name(), List.of(key)).get(key);
            if (right(entry, row)) {
                findings.rows++;
                return;
            }
            if (Objects.equals(before, entry)) {
                findings.add(failure(table, key, entry, row));
                return;
            }
        }
    }

    private Failure failure(RecordTable table, String key, @Nullable RowEntry entry, @Nullable WrittenRow row) {
        String kind = (row == null) ? "rowMissing" : (entry == null || entry.deleted()) ? "rowAdded" : "rowChanged";
        String caseId = this.rows.caseOf(table, key, row);
        String column = (row != null && entry != null)
                ? entry.differing(row, table.columns()).stream().findFirst().orElse(null) : null;
        return new Failure(kind, (caseId != null) ? caseId : (entry != null) ? entry.chain() : "", table.name(), key,
                column, (entry != null) ? entry.seq() : 0, (entry != null) ? at(entry).orElse(null) : null);
    }

    private Optional<Instant> at(RowEntry entry) {
        return this.jdbc.sql("select happened_at from audit_event where chain = ? and seq = ?")
            .params(entry.chain(), entry.seq())
            .query((row, number) -> Sql.instant(row, "happened_at"))
            .optional();
    }

    /** The rows that a case's own events carry. */
    void verifyOf(String chain, Findings findings) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        this.jdbc.sql("select distinct tbl, row_key from audit_row where chain = ? order by tbl, row_key")
            .param(chain)
            .query((row) -> {
                keys.computeIfAbsent(row.getString("tbl"), (table) -> new ArrayList<>()).add(row.getString("row_key"));
            });
        findings.tables = keys.size();
        keys.forEach((name, some) -> {
            List<RowEntry> newest = List.copyOf(this.entries.newest(name, some).values());
            newest.stream()
                .filter((entry) -> !entry.chain().equals(chain))
                .filter((entry) -> !this.chains.holds(entry.chain(), entry.seq()))
                .forEach((entry) -> findings
                    .add(new Failure("rows", entry.chain(), name, entry.key(), null, entry.seq(), null)));
            verify(newest, findings);
        });
    }

    private record Piece(String hash, long number, byte[] content) {

    }

    /** Recomputes the hash of what lies in pieces, a few in memory at a time. */
    private void contents(RecordTable table, Findings findings) {
        String content = table.without().keySet().iterator().next();
        String[] key = table.without().get(content).split(" ");
        MessageDigest digest = DigestUtils.getSha256Digest();
        Piece last = new Piece("", -1, new byte[0]);
        List<Piece> slice;
        do {
            slice = this.jdbc.sql("""
                    select %1$s, %2$s, %3$s from %4$s where %1$s >= ? and (%1$s, %2$s) > (?, ?)
                    order by %1$s, %2$s limit ?""".formatted(key[0], key[1], content, table.name()))
                .params(last.hash(), last.hash(), last.number(), PIECES)
                .query((row, number) -> new Piece(row.getString(1), row.getLong(2), row.getBytes(3)))
                .list();
            for (Piece piece : slice) {
                if (!last.hash().isEmpty() && !last.hash().equals(piece.hash())) {
                    content(table, last.hash(), digest, findings);
                }
                digest.update(piece.content());
                last = piece;
            }
        }
        while (slice.size() == PIECES);
        if (!last.hash().isEmpty()) {
            content(table, last.hash(), digest, findings);
        }
    }

    private static void content(RecordTable table, String hash, MessageDigest digest, Findings findings) {
        if (!Hex.encodeHexString(digest.digest()).equals(hash)) {
            findings.add(new Failure("contentChanged", "", table.name(), hash, null, 0, null));
        }
    }

}
