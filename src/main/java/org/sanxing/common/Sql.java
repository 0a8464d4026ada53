package org.sanxing.common;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.util.ReflectionUtils;

/** Instants in {@code timestamp with time zone} columns, alike on H2 and PostgreSQL. */
public final class Sql {

    private static final Map<Class<?>, Integer> TYPES = Map.of(String.class, Types.VARCHAR, Instant.class,
            Types.TIMESTAMP_WITH_TIMEZONE, Integer.class, Types.INTEGER, Long.class, Types.BIGINT, LocalDate.class,
            Types.DATE);

    private Sql() {
    }

    /** Returns what a statement takes as a parameter for an instant. */
    public static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
    }

    /**
     * The components of a record, or the fields of an object, as parameters by name;
     * instants as {@link #time} gives them. Nulls have the type of their field: to
     * PostgreSQL's driver a statement with another type is another statement, which is
     * parsed and planned anew.
     */
    public static SqlParameterSource fields(Object of) {
        MapSqlParameterSource fields = new MapSqlParameterSource();
        ReflectionUtils.doWithFields(of.getClass(), (field) -> {
            ReflectionUtils.makeAccessible(field);
            Object value = field.get(of);
            Integer type = TYPES.get(field.getType());
            Object sent = (value instanceof Instant instant) ? time(instant) : value;
            if (type != null) {
                fields.addValue(field.getName(), sent, type);
            }
            else {
                fields.addValue(field.getName(), sent);
            }
        });
        return fields;
    }

    /**
     * A statement for the different pairs of two columns that are not null, in order, as
     * {@code one} and {@code other}: it jumps from one to the next in the index on both,
     * where {@code select distinct} reads all of it.
     */
    public static String pairs(String table, String first, String second) {
        return """
                with recursive ones(one) as (
                    select min(%2$s) from %1$s
                    union all
                    select (select min(n.%2$s) from %1$s n where n.%2$s > f.one) from ones f
                    where f.one is not null),
                pairs(one, other) as (
                    select f.one, (select min(n.%3$s) from %1$s n where n.%2$s = f.one) from ones f
                    where f.one is not null
                    union all
                    select p.one, (select min(n.%3$s) from %1$s n where n.%2$s = p.one and n.%3$s > p.other)
                    from pairs p where p.other is not null)
                select one, other from pairs where other is not null order by one, other
                """.formatted(table, first, second);
    }

    /** Reads a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads a column that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return (value != null) ? value.toInstant() : null;
    }

}
