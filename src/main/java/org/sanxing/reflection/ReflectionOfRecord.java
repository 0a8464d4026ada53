package org.sanxing.reflection;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Materials as they were submitted, and what was said of them. */
@Component
class ReflectionOfRecord implements OfRecord {

    private static final String DRAFT = "a draft is its author's alone until it is submitted";

    private static final String OF_REMARK = "select reflection_id from remark where id = ?";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("reflection", "id")
                    .columns(
                            """
                                    campaign_id author title department_id branch_id state version levels level_index level_id level_holder
                                    decided created_at accepted_at""")
                    .without("draft changed_at changed_by revision", DRAFT)
                    .ofCase("id"),
                RecordTable.of("reflection_form", "hash").columns("name schema_text"),
                RecordTable.of("reflection_version", "reflection_id", "number")
                    .columns("content form_hash submitted_at submitted_by")
                    .ofCase("reflection_id"),
                RecordTable.of("review_decision", "id")
                    .columns(
                            """
                                    reflection_id version level_id level_holder actor on_behalf_of decision opinion extra form_hash decided_at
                                    task_id author""")
                    .ofCase("reflection_id"),
                RecordTable.of("review_taken_back", "decision_id")
                    .columns("actor reason taken_at")
                    .caseBy("select reflection_id from review_decision where id = ?"),
                RecordTable.of("reflection_reviewer", "reflection_id", "account", "level_id")
                    .columns("assigned_at")
                    .without("created_at", "drawn from the material, for the list")
                    .ofCase("reflection_id"),
                RecordTable.of("remark", "id")
                    .columns("""
                            reflection_id version decision_id row_no author passage quote start_at remark created_at""")
                    .ofCase("reflection_id"),
                RecordTable.of("remark_answer", "remark_id", "version")
                    .columns("answer explanation answered_at")
                    .caseBy(OF_REMARK),
                RecordTable.of("remark_settlement", "remark_id", "decision_id")
                    .columns("actor resolved_at")
                    .caseBy(OF_REMARK),
                RecordTable.none("reflection_reading", "each reading is an event"),
                RecordTable.none("reflection_replaced_draft", DRAFT));
    }

}
