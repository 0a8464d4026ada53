package org.sanxing.checks;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** What was done today. */
@Component
class ChecksOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("daily_check", "what was done today"));
    }

}
