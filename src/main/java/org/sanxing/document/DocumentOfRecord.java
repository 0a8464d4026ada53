package org.sanxing.document;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Copies that were taken, and papers as they were signed. */
@Component
class DocumentOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("trace_code", "code")
                    .columns("account taken_at case_type case_id title version way opinions")
                    .ofCase("case_id"),
                RecordTable.of("signed_paper", "kind", "subject_id", "paper_number")
                    .columns("content content_sha256 word word_sha256 signed_at"));
    }

    @Override
    public List<String> passing() {
        return List.of(CopyRegister.CHAIN);
    }

}
