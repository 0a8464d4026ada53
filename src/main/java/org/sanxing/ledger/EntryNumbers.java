package org.sanxing.ledger;

import org.sanxing.common.Rows;
import org.sanxing.organization.Branch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The numbers that entries get: one sequence for each branch and year. */
@Repository
public class EntryNumbers {

    private final JdbcClient jdbc;

    EntryNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes numbers of a branch and year; nobody else gets any until the transaction
     * ends.
     * @return the first of them
     */
    public LedgerNumber reserve(Branch branch, int year, int count) {
        if (!advance(branch.id(), year, count)) {
            this.jdbc.sql("select id from ledger_sequence_lock where id = 1 for update").query(Integer.class).single();
            if (!advance(branch.id(), year, count)) {
                Rows.insert(this.jdbc, "ledger_sequence", "branch_id, sequence_year, last_number", branch.id(), year,
                        count);
            }
        }
        int last = this.jdbc.sql("select last_number from ledger_sequence where branch_id = ? and sequence_year = ?")
            .params(branch.id(), year)
            .query(Integer.class)
            .single();
        return new LedgerNumber(branch.code(), year, last - count + 1);
    }

    private boolean advance(String branchId, int year, int count) {
        return Rows.update(this.jdbc,
                "update ledger_sequence set last_number = last_number + ? where branch_id = ? and sequence_year = ?",
                count, branchId, year) > 0;
    }

}
