package org.sanxing.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The years in the database. */
@Repository
class CalendarYears {

    private static final String COLUMNS = "select year_number, revision, changed_by, changed_at, previous_days "
            + "from calendar_year where year_number = ?";

    private static final TypeReference<List<CalendarDay>> DAYS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final JdbcTemplate template;

    CalendarYears(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    List<CalendarDay> days() {
        return this.jdbc.sql("select calendar_date as \"date\", working, name from calendar_day")
            .query(Rows.of(CalendarDay.class))
            .list();
    }

    /** Whether the database has no other clients: H2 within this process. */
    boolean isInThisProcess() {
        return this.template.execute((ConnectionCallback<Boolean>) (connection) -> {
            String url = connection.getMetaData().getURL();
            return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        });
    }

    /** Another one with each change, of whatever node. */
    long version() {
        return this.jdbc.sql("select coalesce(sum(revision), 0) from calendar_year").query(Long.class).single();
    }

    /** Numbers of the years that ever had a table. */
    List<Integer> kept() {
        return this.jdbc.sql("select year_number from calendar_year").query(Integer.class).list();
    }

    CalendarYear get(int year) {
        return read(year, COLUMNS);
    }

    /** Nobody else changes the year until the transaction ends. */
    CalendarYear lock(int year) {
        return read(year, COLUMNS + " for update");
    }

    private CalendarYear read(int year, String sql) {
        CalendarYear without = this.jdbc.sql(sql)
            .param(year)
            .query((row, index) -> new CalendarYear(new YearTable(year, List.of()), row.getInt("revision"),
                    row.getString("changed_by"), Sql.instant(row, "changed_at"),
                    previous(row.getString("previous_days"))))
            .optional()
            .orElseGet(() -> new CalendarYear(new YearTable(year, List.of()), 0, null, null, null));
        return (without.revision() == 0) ? without : new CalendarYear(new YearTable(year, days(year)),
                without.revision(), without.changedBy(), without.changedAt(), without.previous());
    }

    private List<CalendarDay> days(int year) {
        return this.jdbc.sql(
                "select calendar_date as \"date\", working, name from calendar_day where calendar_date between ? and ? "
                        + "order by calendar_date")
            .params(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
            .query(Rows.of(CalendarDay.class))
            .list();
    }

    private static @Nullable List<CalendarDay> previous(@Nullable String json) {
        return (json != null) ? JsonMapper.shared().readValue(json, DAYS) : null;
    }

    /** The first table of a year. */
    void add(YearTable table, @Nullable List<CalendarDay> previous, String actor, Instant now) {
        Rows.update(this.jdbc,
                "insert into calendar_year (year_number, revision, changed_by, changed_at, previous_days) "
                        + "values (?, 1, ?, ?, ?)",
                table.year(), actor, now, json(previous));
        table.days().forEach(this::insert);
    }

    /** Another table of a year that is locked. */
    void replace(YearTable table, @Nullable List<CalendarDay> previous, String actor, Instant now) {
        Rows.update(this.jdbc,
                "update calendar_year set revision = revision + 1, changed_by = ?, changed_at = ?, previous_days = ? "
                        + "where year_number = ?",
                actor, now, json(previous), table.year());
        Rows.update(this.jdbc, "delete from calendar_day where calendar_date between ? and ?",
                LocalDate.of(table.year(), 1, 1), LocalDate.of(table.year(), 12, 31));
        table.days().forEach(this::insert);
    }

    private static @Nullable String json(@Nullable List<CalendarDay> days) {
        return (days != null) ? JsonMapper.shared().writeValueAsString(days) : null;
    }

    private void insert(CalendarDay day) {
        Rows.insert(this.jdbc, "calendar_day", "calendar_date, working, name", day.date(), day.working(), day.name());
    }

}
