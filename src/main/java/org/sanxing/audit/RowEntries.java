package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.RecordTable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The digests that events carry. */
@Repository
class RowEntries {

    static final String COLUMNS = """
            select chain, seq, row_no, tbl, row_key, write_no, shape, digest, hints, salt from audit_row
            """;

    private final JdbcTemplate batches;

    private final JdbcClient jdbc;

    private final RecordTables tables;

    RowEntries(JdbcTemplate batches, RecordTables tables) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
        this.tables = tables;
    }

    static RowEntry entry(ResultSet row, int number) throws SQLException {
        return new RowEntry(row.getString("chain"), row.getLong("seq"), row.getInt("row_no"), row.getString("tbl"),
                row.getString("row_key"), row.getLong("write_no"), row.getString("shape"), row.getString("digest"),
                row.getString("hints"), row.getString("salt"));
    }

    /** Salted anew, without its place in the chain yet. */
    RowEntry digested(String chain, int rowNo, WrittenRow row) {
        RecordTable table = row.table();
        String shape = this.tables.shape(table.name());
        if (row.deleted()) {
            return new RowEntry(chain, 0, rowNo, table.name(), row.key(), 0, shape, null, null, null);
        }
        String salt = RowDigest.freshSalt();
        RowDigest digest = RowDigest.of(table.name(), table.columns(), row.values(), salt);
        return new RowEntry(chain, 0, rowNo, table.name(), row.key(), 0, shape, digest.digest(), digest.hints(), salt);
    }

    void add(List<RowEntry> rows) {
        if (rows.isEmpty()) {
            return;
        }
        this.batches.batchUpdate("""
                insert into audit_row (chain, seq, row_no, tbl, row_key, write_no, shape, digest, hints, salt)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, rows.size(), (statement, row) -> {
            statement.setString(1, row.chain());
            statement.setLong(2, row.seq());
            statement.setInt(3, row.rowNo());
            statement.setString(4, row.table());
            statement.setString(5, row.key());
            statement.setLong(6, row.writeNo());
            statement.setString(7, row.shape());
            statement.setString(8, row.digest());
            statement.setString(9, row.hints());
            statement.setString(10, row.salt());
        });
    }

    /** The newest entry of each of these rows that has one. */
    Map<String, RowEntry> newest(String table, Collection<String> keys) {
        Map<String, RowEntry> newest = new HashMap<>();
        if (!keys.isEmpty()) {
            this.jdbc.sql(COLUMNS + "where row_key in (:keys) and tbl = :table order by row_key, write_no")
                .param("table", table)
                .param("keys", keys)
                .query(RowEntries::entry)
                .list()
                .forEach((entry) -> newest.put(entry.key(), entry));
        }
        return newest;
    }

}
