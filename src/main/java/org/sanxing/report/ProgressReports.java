package org.sanxing.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reports that were made. */
@Repository
class ProgressReports {

    private static final JsonMapper JSON = JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();

    private static final String COLUMNS = "id, kind, starts_on as starts, ends_before, content, made_at";

    private static final RowMapper<ReportPeriod> PERIODS = Rows.of(ReportPeriod.class);

    private final JdbcClient jdbc;

    ProgressReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ProgressReport report) {
        Rows.insert(this.jdbc, "ledger_report", "id, kind, starts_on, ends_before, content, made_at", report.id(),
                report.period().kind(), report.period().starts(), report.period().endsBefore(),
                JSON.writeValueAsString(report.content()), report.madeAt());
    }

    Optional<ProgressReport> find(String id) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_report where id = ?")
            .param(id)
            .query(ProgressReports::report)
            .optional();
    }

    /** The one that ended last first. */
    Page<ProgressReport> page(int limit, @Nullable String cursor) {
        String after = "";
        List<Object> parameters = List.of();
        Optional<List<String>> key = Cursor.decode(cursor, 2);
        if (key.isPresent()) {
            after = " where (ends_before, id) < (?, ?)";
            parameters = List.of(Cursor.value(key.get().get(0), LocalDate::parse), key.get().get(1));
        }
        List<ProgressReport> rows = this.jdbc
            .sql("select " + COLUMNS + " from ledger_report" + after + " order by ends_before desc, id desc "
                    + "fetch first " + (limit + 1) + " rows only")
            .params(parameters)
            .query(ProgressReports::report)
            .list();
        return Page.of(rows, limit,
                (report) -> List.of(report.period().endsBefore().toString(), String.valueOf(report.id())));
    }

    /** First day of the newest period that was reported on. */
    /** What a clock made that was ahead of its time does not count until then. */
    Optional<LocalDate> lastReported(ReportPeriod.Kind kind, LocalDate today) {
        return this.jdbc
            .sql("select starts_on from ledger_report where kind = ? and starts_on <= ? order by starts_on desc "
                    + "fetch first 1 rows only")
            .params(kind.id(), today)
            .query(LocalDate.class)
            .optional();
    }

    /** When the first entry of the ledger was registered. */
    Optional<Instant> begun() {
        return this.jdbc.sql("select registered_at from ledger_entry order by registered_at fetch first 1 rows only")
            .query((row, index) -> Sql.instant(row, "registered_at"))
            .optional();
    }

    /**
     * Lets nobody else make reports until the transaction ends.
     * @return false where somebody else does
     */
    boolean lock() {
        return this.jdbc.sql("select id from ledger_report_lock where id = 1 for update skip locked")
            .query(Integer.class)
            .optional()
            .isPresent();
    }

    private static ProgressReport report(ResultSet row, int index) throws SQLException {
        return new ProgressReport(row.getString("id"), PERIODS.mapRow(row, index),
                JSON.readValue(row.getString("content"), ProgressReport.Content.class), Sql.instant(row, "made_at"));
    }

}
