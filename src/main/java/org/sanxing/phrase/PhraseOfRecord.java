package org.sanxing.phrase;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Helps in writing; nothing is decided by it. */
@Component
class PhraseOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("phrase", "a help in writing"),
                RecordTable.none("phrase_use", "how often it was used"));
    }

}
