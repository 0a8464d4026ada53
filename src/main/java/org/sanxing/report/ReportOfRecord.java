package org.sanxing.report;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Progress as it was reported. */
@Component
class ReportOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.of("ledger_report", "id").columns("kind starts_on ends_before content made_at"),
                RecordTable.none("ledger_report_lock", "holds nothing"));
    }

}
