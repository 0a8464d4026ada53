package org.sanxing.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.BeforeCommit;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Writes the rows of all notices of a transaction, which nobody reads in it, in one batch
 * for each table.
 */
@Component
class WrittenLast {

    private final JdbcTemplate jdbc;

    private final BeforeCommit<Row> last;

    WrittenLast(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.last = new BeforeCommit<>(0, transactions, this::write);
    }

    void add(String sql, List<Object[]> rows) {
        this.last.add(rows.stream().map((values) -> new Row(sql, values)).toList());
    }

    private void write(List<Row> rows) {
        Map<String, List<Object[]>> byTable = new LinkedHashMap<>();
        rows.forEach((row) -> byTable.computeIfAbsent(row.sql(), (sql) -> new ArrayList<>()).add(row.values()));
        byTable.forEach(this.jdbc::batchUpdate);
    }

    private record Row(String sql, Object[] values) {

    }

}
