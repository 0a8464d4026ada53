package org.sanxing.common;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.util.ReflectionUtils;

/** Instants in {@code timestamp with time zone} columns, alike on H2 and PostgreSQL. */
public final class Sql {

    private Sql() {
    }

    /** Returns what a statement takes as a parameter for an instant. */
    public static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
    }

    /**
     * The components of a record, or the fields of an object, as parameters by name;
     * instants as {@link #time} gives them.
     */
    public static SqlParameterSource fields(Object of) {
        MapSqlParameterSource fields = new MapSqlParameterSource();
        ReflectionUtils.doWithFields(of.getClass(), (field) -> {
            ReflectionUtils.makeAccessible(field);
            Object value = field.get(of);
            fields.addValue(field.getName(), (value instanceof Instant instant) ? time(instant) : value);
        });
        return fields;
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
