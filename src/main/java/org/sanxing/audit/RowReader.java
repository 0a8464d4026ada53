package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Texts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads rows of record as they are now. */
@Repository
class RowReader {

    private static final Pattern SELECT = Pattern.compile("(?s)select (\\S+)\\s+(from .+?)\\s+where (\\S+) = \\?");

    private final JdbcClient jdbc;

    private final Map<String, Map<String, Integer>> types = new ConcurrentHashMap<>();

    RowReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The values of the row's key. */
    static List<String> keyOf(WrittenRow row) {
        return row.values().stream().limit(row.table().key().size()).map((value) -> value.substring(1)).toList();
    }

    /**
     * In the order of the key.
     * @param after a key; empty for the beginning
     */
    List<WrittenRow> page(RecordTable table, List<String> after, int limit) {
        String key = String.join(", ", table.key());
        String from = after.isEmpty() ? ""
                : " where (" + key + ") > (" + String.join(", ", Collections.nCopies(after.size(), "?")) + ")";
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            parameters.add(typed(table, table.key().get(i), after.get(i)));
        }
        parameters.add(limit);
        return this.jdbc
            .sql("select " + table.list() + " from " + table.name() + from + " order by " + key + " limit ?")
            .params(parameters)
            .query((row, number) -> WrittenRow.of(table, row, false))
            .list();
    }

    /** Those of these rows that are there, by their keys. */
    Map<String, WrittenRow> find(RecordTable table, Collection<String> keys) {
        return find(table, keys, "");
    }

    private Map<String, WrittenRow> find(RecordTable table, Collection<String> keys, String lock) {
        Map<String, WrittenRow> found = new HashMap<>();
        if (!keys.isEmpty()) {
            StringBuilder where = new StringBuilder();
            Map<String, Object> values = new HashMap<>();
            for (String column : selective(table, keys)) {
                int place = table.key().indexOf(column);
                where.append(where.isEmpty() ? "" : " and ").append(column + " in (:" + column + ")");
                values.put(column,
                        keys.stream()
                            .map((key) -> key.split(" ")[place])
                            .distinct()
                            .map((value) -> typed(table, column, value))
                            .toList());
            }
            this.jdbc.sql("select " + table.list() + " from " + table.name() + " where " + where + lock)
                .params(values)
                .query((row, number) -> WrittenRow.of(table, row, false))
                .list()
                .forEach((row) -> found.put(row.key(), row));
        }
        return found;
    }

    /**
     * All columns of the key: a few kinds may have all rows of a table. The first alone
     * where a value has a blank, so that the others cannot be told apart.
     */
    private static List<String> selective(RecordTable table, Collection<String> keys) {
        int columns = table.key().size();
        return keys.stream().allMatch((key) -> key.split(" ", -1).length == columns) ? table.key()
                : table.key().subList(0, 1);
    }

    Optional<WrittenRow> find(RecordTable table, String key) {
        return Optional.ofNullable(find(table, List.of(key)).get(key));
    }

    /** Nobody changes it until the transaction ends. */
    Optional<WrittenRow> locked(RecordTable table, String key) {
        return Optional.ofNullable(find(table, List.of(key), " for update").get(key));
    }

    /** Rows that are in no event. */
    List<WrittenRow> unrecorded(RecordTable table, int limit) {
        return this.jdbc
            .sql("select " + table.list() + " from " + table.name()
                    + " where not exists (select 1 from audit_row r where r.tbl = ? and r.row_key = "
                    + table.keyExpression() + ") limit ?")
            .params(table.name(), limit)
            .query((row, number) -> WrittenRow.of(table, row, false))
            .list();
    }

    /** The keys of the rows that belong to a case. */
    List<String> keysOf(RecordTable table, String caseId) {
        String owned;
        if (table.caseColumn() != null) {
            owned = table.caseColumn() + " = ?";
        }
        else if (table.caseQuery() != null) {
            owned = table.key().get(0) + " in (" + inverse(table.caseQuery()) + ")";
        }
        else {
            return List.of();
        }
        return this.jdbc.sql("select " + table.list() + " from " + table.name() + " where " + owned)
            .param(caseId)
            .query((row, number) -> WrittenRow.of(table, row, false).key())
            .list();
    }

    /** Finds by what the query selects what it finds it by. */
    static String inverse(String query) {
        Matcher parts = SELECT.matcher(Texts.strip(query));
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not of the form select … from … where … = ?: " + query);
        }
        return "select " + parts.group(3) + " " + parts.group(2) + " where " + parts.group(1) + " = ?";
    }

    /** The id of the case a row belongs to; null where there is none. */
    @Nullable String caseOf(RecordTable table, String key, @Nullable WrittenRow row) {
        if (row != null && row.caseId() != null) {
            return row.caseId();
        }
        if (table.caseColumn() != null && table.caseColumn().equals(table.key().get(0))) {
            return key.split(" ", 2)[0];
        }
        return (table.caseQuery() == null) ? null
                : this.jdbc.sql(table.caseQuery())
                    .param(key.split(" ", 2)[0])
                    .query((found, number) -> Optional.ofNullable(found.getString(1)))
                    .optional()
                    .flatMap((found) -> found)
                    .orElse(null);
    }

    private Object typed(RecordTable table, String column, String value) {
        int type = this.types.computeIfAbsent(table.name(), (name) -> types(table)).get(column);
        return switch (type) {
            case Types.DATE -> LocalDate.parse(value);
            case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> Long.valueOf(value);
            default -> value;
        };
    }

    private Map<String, Integer> types(RecordTable table) {
        return this.jdbc.sql("select " + String.join(", ", table.key()) + " from " + table.name() + " where 1 = 0")
            .query((ResultSet none) -> {
                List<String> key = table.key();
                Map<String, Integer> types = new HashMap<>();
                for (int i = 0; i < key.size(); i++) {
                    types.put(key.get(i), none.getMetaData().getColumnType(i + 1));
                }
                return types;
            });
    }

}
