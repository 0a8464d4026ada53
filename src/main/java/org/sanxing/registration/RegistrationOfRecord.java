package org.sanxing.registration;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** What a branch decided on a material. */
@Component
class RegistrationOfRecord implements OfRecord {

    private static final String IMPORT = "a file until its rows are registered; the entries are of record";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("ledger_registration", "reflection_id")
                    .columns("""
                            reflection_version branch_id form_data registered_by registered_at on_behalf_of author""")
                    .ofCase("reflection_id"),
                RecordTable.none("ledger_import", IMPORT), RecordTable.none("ledger_import_piece", IMPORT));
    }

}
