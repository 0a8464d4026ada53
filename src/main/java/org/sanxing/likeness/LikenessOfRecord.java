package org.sanxing.likeness;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** An index that can be emptied. */
@Component
class LikenessOfRecord implements OfRecord {

    private static final String DERIVED = "drawn from what is of record, and can be emptied";

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("likeness_fingerprint", DERIVED),
                RecordTable.none("likeness_indexed", DERIVED));
    }

}
