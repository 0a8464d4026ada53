package org.sanxing.attachment;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Files, by the hash of what they contain. */
@Component
class AttachmentOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.of("attachment", "id")
            .columns(
                    """
                            case_id hash name media_type size_bytes uploaded_by uploaded_at effective_on attached_at attached_by""")
            .ofCase("case_id"),
                RecordTable.of("attachment_content", "hash")
                    .columns("size_bytes media_type stored_at")
                    .without("wanted_at", "keeps the sweep off"),
                RecordTable.hashed("attachment_chunk", "hash", "row_no", "data"));
    }

}
