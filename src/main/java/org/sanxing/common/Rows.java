package org.sanxing.common;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as records, by name: the component {@code decidedBy} is the column
 * {@code decided_by}. Constants stand there as {@link CamelCase} writes them or by their
 * names, instants alike on H2 and PostgreSQL, maps and lists as JSON.
 */
public final class Rows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Rows() {
    }

    /**
     * Reads every row as such a record. One of its components that is a record itself is
     * made of columns of the same row, and null where the first of them is: where an
     * outer join found none. A list that is in no column is empty, to be filled.
     */
    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        String[] columns = Arrays.stream(components)
            .map((component) -> JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()))
            .toArray(String[]::new);
        Constructor<T> constructor = BeanUtils.getResolvableConstructor(type);
        return (row, index) -> {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (components[i].getType() == List.class)
                        ? list(row, columns[i], components[i].getGenericType())
                        : value(row, columns[i], components[i].getType());
            }
            return BeanUtils.instantiateClass(constructor, values);
        };
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object value(ResultSet row, String column, Class<?> type) throws SQLException {
        if (type.isRecord()) {
            RecordComponent first = type.getRecordComponents()[0];
            String name = JdbcUtils.convertPropertyNameToUnderscoreName(first.getName());
            return (row.getObject(name) != null) ? of((Class<? extends Record>) type).mapRow(row, 0) : null;
        }
        if (type == Instant.class) {
            return Sql.instantOrNull(row, column);
        }
        Object value = JdbcUtils.getResultSetValue(row, row.findColumn(column),
                (type.isEnum() || type == Map.class) ? String.class : type);
        if (value == null) {
            return null;
        }
        if (type == Map.class) {
            return JSON.readValue(value.toString(), LinkedHashMap.class);
        }
        return type.isEnum() ? constant((Class<? extends Enum<?>>) type, value.toString()) : value;
    }

    private static Enum<?> constant(Class<? extends Enum<?>> type, String written) {
        return Arrays.stream(type.getEnumConstants())
            .filter((one) -> one.name().equals(written) || CamelCase.of(one).equals(written))
            .findFirst()
            .orElseThrow();
    }

    private static @Nullable Object list(ResultSet row, String column, Type type) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (column.equalsIgnoreCase(columns.getColumnLabel(i))) {
                String json = row.getString(i);
                return (json != null) ? JSON.readValue(json, JSON.constructType(type)) : null;
            }
        }
        return new ArrayList<>();
    }

    /** Rows by one of their columns; where several say the same, the last of them. */
    public static <T> Map<String, T> by(String column, JdbcClient.StatementSpec statement, RowMapper<T> mapper) {
        Map<String, T> all = new LinkedHashMap<>();
        statement.query((row) -> {
            all.put(row.getString(column), mapper.mapRow(row, 0));
        });
        return all;
    }

    /** The same where all of them are wanted. */
    public static <T> Map<String, List<T>> grouped(String column, JdbcClient.StatementSpec statement,
            RowMapper<T> mapper) {
        Map<String, List<T>> all = new LinkedHashMap<>();
        statement.query((row) -> {
            all.computeIfAbsent(row.getString(column), (key) -> new ArrayList<>()).add(mapper.mapRow(row, 0));
        });
        return all;
    }

    /**
     * Changes rows.
     * @param values in the order of the statement's question marks
     * @return how many there were
     */
    public static int update(JdbcClient jdbc, String sql, @Nullable Object... values) {
        return jdbc.sql(sql).params(Arrays.asList(parameters(values))).update();
    }

    /**
     * Adds a row.
     * @param columns as the statement lists them
     * @param values in the order of the columns
     */
    public static void insert(JdbcClient jdbc, String table, String columns, @Nullable Object... values) {
        update(jdbc, insertion(table, columns, values.length), values);
    }

    /** Adds several rows at once. */
    public static void insertAll(JdbcOperations jdbc, String table, String columns, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(insertion(table, columns, rows.get(0).length),
                    rows.stream().map(Rows::parameters).toList());
        }
    }

    private static String insertion(String table, String columns, int values) {
        return "insert into " + table + " (" + columns + ") values ("
                + String.join(", ", Collections.nCopies(values, "?")) + ")";
    }

    private static @Nullable Object[] parameters(@Nullable Object[] values) {
        return Arrays.stream(values).map(Rows::parameter).toArray();
    }

    private static @Nullable Object parameter(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Sql.time(instant);
        }
        if (value instanceof Enum<?> constant) {
            return CamelCase.of(constant);
        }
        return (value instanceof Map || value instanceof List) ? JSON.writeValueAsString(value) : value;
    }

}
