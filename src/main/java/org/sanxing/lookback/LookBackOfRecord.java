package org.sanxing.lookback;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Looking back, with what a sample was drawn from. */
@Component
class LookBackOfRecord implements OfRecord {

    private static final String OF_LOOKBACK = "select entry_id from ledger_lookback where id = ?";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("ledger_lookback_policy", "id")
                    .columns("branch_id policy_number mode classes percent changed_by changed_at"),
                RecordTable.of("ledger_lookback_seed", "id").columns("branch_id quarter seed digest drawn_at"),
                RecordTable.of("ledger_lookback", "id")
                    .columns(
                            """
                                    entry_id cycle_number way policy_id mode percent seed_id drawn counted_on planned_by planned_at state
                                    begun_by begun_reason begun_at due_on""")
                    .without("branch_id", "drawn from the entry, for the list")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_lookback_end", "lookback_id")
                    .columns("outcome opinion more decided_by on_behalf_of decided_at responsible")
                    .caseBy(OF_LOOKBACK),
                RecordTable.of("ledger_lookback_evidence", "lookback_id", "line_number")
                    .columns("attachment_id")
                    .caseBy(OF_LOOKBACK));
    }

}
