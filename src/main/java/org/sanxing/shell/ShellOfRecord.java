package org.sanxing.shell;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Answers kept for a day, and what the health check writes. */
@Component
class ShellOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("idempotency_key", "the answers of a day, for whoever asks again"),
                RecordTable.none("health_check", "when a node last saw that it can write"));
    }

}
