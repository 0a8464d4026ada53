package org.sanxing.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.stereotype.Component;

/**
 * Adds many entries at once, with their first deadlines: two statements, however many.
 */
@Component
public class EntryBatch {

    private static final String OF_IMPORT = LedgerEntries.INSERT.replace("found_on) values (",
            "found_on, import_id) values (?, ");

    private final JdbcOperations jdbc;

    EntryBatch(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param importId of the file they came in
     */
    public void add(List<LedgerEntry> entries, String importId) {
        this.jdbc.batchUpdate(OF_IMPORT, entries, entries.size(), (statement, entry) -> {
            List<@Nullable Object> row = new ArrayList<>(LedgerEntries.row(entry));
            row.add(importId);
            set(statement, row);
        });
        this.jdbc.batchUpdate(LedgerEntries.INSERT_DEADLINE, entries, entries.size(), (statement, entry) -> {
            LedgerEntries.Deadline first = LedgerEntries.first(entry);
            set(statement, List.of(Ids.next(), entry.id(), first.cycle(), first.deadlineClass().id(), first.dueOn(),
                    first.reason(), first.setBy(), Sql.time(first.setAt())));
        });
    }

    private static void set(PreparedStatement statement, List<? extends @Nullable Object> row) throws SQLException {
        for (int at = 0; at < row.size(); at++) {
            StatementCreatorUtils.setParameterValue(statement, at + 1,
                    org.springframework.jdbc.support.JdbcUtils.TYPE_UNKNOWN, row.get(at));
        }
    }

}
