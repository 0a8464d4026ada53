package org.sanxing.ledger;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** The register of problems. */
@Component
class LedgerOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.of("ledger_entry", "id")
            .columns(
                    """
                            entry_number branch_id branch_code sequence_year sequence_number department_id campaign_id category_id title
                            manifestation root_cause measure source_kind reflection_id reflection_version problem_index author
                            responsible deadline_class due_on state cycle_number redo_count recurring closed_on registered_by
                            registered_at source_name source_document source_category source_item source_channel found_on import_id""")
            .without("begun announce_at announce_step", "what is to be announced next, drawn from its deadline")
            .without("revision", "counts its changes")
            .ofCase("id"),
                RecordTable.of("ledger_deadline", "id")
                    .columns("entry_id cycle_number deadline_class due_on reason set_by set_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_reader", "entry_id", "account")
                    .columns("way reached_at")
                    .without("registered_at counted branch_id responsible author", "drawn from the entry, for the list")
                    .ofCase("entry_id"),
                RecordTable.none("ledger_sequence", "the numbers stand in the entries"),
                RecordTable.none("ledger_sequence_lock", "holds nothing"),
                RecordTable.none("ledger_tally", "counts the entries, from which it can be made anew"),
                RecordTable.none("ledger_tally_day", "until when they are counted"),
                RecordTable.none("ledger_columns", "which columns a person chose to see"));
    }

}
