package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.RecordTable;

/**
 * A row of record as it stands in its table, alike on H2 and PostgreSQL.
 *
 * @param values of the columns of record, each with a letter for its type
 * @param deleted whether it is there no more; the values are those it had
 */
record WrittenRow(RecordTable table, List<@Nullable String> values, boolean deleted) implements EventRecorder.Item {

    /**
     * @param row has the columns of record in their order, from the first on
     */
    static WrittenRow of(RecordTable table, ResultSet row, boolean deleted) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(table.columns().size());
        for (int column = 1; column <= table.columns().size(); column++) {
            values.add(value(row, column));
        }
        return new WrittenRow(table, values, deleted);
    }

    static @Nullable String value(ResultSet row, int column) throws SQLException {
        switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> {
                OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
                return (at != null) ? "t" + ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant()) : null;
            }
            case Types.DATE -> {
                LocalDate day = row.getObject(column, LocalDate.class);
                return (day != null) ? "d" + day : null;
            }
            case Types.BOOLEAN, Types.BIT -> {
                boolean is = row.getBoolean(column);
                return row.wasNull() ? null : "b" + is;
            }
            case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> {
                long number = row.getLong(column);
                return row.wasNull() ? null : "n" + number;
            }
            case Types.BINARY, Types.VARBINARY, Types.BLOB -> {
                byte[] bytes = row.getBytes(column);
                return (bytes != null) ? "x" + DigestUtils.sha256Hex(bytes) : null;
            }
            default -> {
                String text = row.getString(column);
                return (text != null) ? "s" + text : null;
            }
        }
    }

    /** The columns of the key as one text. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < this.table.key().size(); i++) {
            String value = this.values.get(i);
            key.append((i > 0) ? " " : "").append((value != null) ? value.substring(1) : "");
        }
        return key.toString();
    }

    /** Null where the row does not name its case. */
    @Nullable String caseId() {
        String value = (this.table.caseColumn() != null)
                ? this.values.get(this.table.columns().indexOf(this.table.caseColumn())) : null;
        return (value != null) ? value.substring(1) : null;
    }

    /** Alike for one row. */
    String name() {
        return this.table.name() + " " + key();
    }

}
