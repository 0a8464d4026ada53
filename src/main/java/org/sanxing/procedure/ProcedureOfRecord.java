package org.sanxing.procedure;

import java.util.List;

import org.springframework.stereotype.Component;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

/** Cases as they were submitted, what was done with them, and their numbers. */
@Component
class ProcedureOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("procedure_case", "id")
                    .columns(
                            """
                                    procedure_key definition_id title subject department_id branch_id state step case_number version
                                    decided levels level_task level_index returned_from content origin created_at submitted_at
                                    closed_at""")
                    .without("draft changed_at changed_by revision",
                            "a draft is its subject's alone until it is submitted")
                    .ofCase("id"),
                RecordTable.of("procedure_version", "case_id", "number")
                    .columns("content definition_id submitted_at submitted_by")
                    .ofCase("case_id"),
                RecordTable.of("procedure_decision", "id").columns("""
                        case_id version task_id step level_index holder actor on_behalf_of decision opinion content
                        definition_id decided_at undoes""").ofCase("case_id"),
                RecordTable.of("procedure_note", "id").columns("case_id step actor note noted_at").ofCase("case_id"),
                RecordTable.of("procedure_reader", "case_id", "account", "way").columns("since").ofCase("case_id"),
                RecordTable.none("procedure_value", "drawn from the content of the case, for the register"),
                RecordTable.none("procedure_counter", "the numbers stand in the cases"));
    }

}
