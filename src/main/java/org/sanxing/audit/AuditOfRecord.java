package org.sanxing.audit;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** The record itself. */
@Component
class AuditOfRecord implements OfRecord {

    private static final String ITSELF = "the record itself: its chains and checkpoints prove it";

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("audit_event", ITSELF), RecordTable.none("audit_chain", ITSELF),
                RecordTable.none("audit_row", ITSELF), RecordTable.none("audit_log", ITSELF),
                RecordTable.none("audit_checkpoint", ITSELF), RecordTable.none("audit_tombstone", ITSELF),
                RecordTable.none("audit_duty", "what was done today"),
                RecordTable.none("audit_search", "what an auditor looks for again and again, by a name of their own"));
    }

    @Override
    public List<String> passing() {
        return List.of("readings", "refused", EventExport.CHAIN);
    }

}
