package org.sanxing.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.sanxing.common.CamelCase;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which columns of the list each person wants to see, on whatever machine. */
@Repository
@Transactional
public class ChosenColumns {

    private final JdbcClient jdbc;

    ChosenColumns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the list. */
    @Transactional(readOnly = true)
    public List<ListColumn> of(String account) {
        return this.jdbc.sql("select chosen from ledger_columns where account = ?")
            .param(account)
            .query(String.class)
            .optional()
            .map((chosen) -> Arrays.asList(chosen.split(",")))
            .map((ids) -> Arrays.stream(ListColumn.values()).filter((column) -> ids.contains(column.id())).toList())
            .orElseGet(ListColumn::usual);
    }

    /**
     * @throws InvalidInput where there is no such column
     */
    void keep(String account, Collection<String> ids) {
        String chosen = ids.stream()
            .map((id) -> CamelCase.find(ListColumn.class, id)
                .orElseThrow(() -> new InvalidInput("columns", "ledger-filter", id)))
            .distinct()
            .map(ListColumn::id)
            .collect(Collectors.joining(","));
        Rows.update(this.jdbc, "delete from ledger_columns where account = ?", account);
        Rows.insert(this.jdbc, "ledger_columns", "account, chosen", account, chosen);
    }

    /** Back to what people see who have chosen nothing. */
    void forget(String account) {
        Rows.update(this.jdbc, "delete from ledger_columns where account = ?", account);
    }

}
