package org.sanxing.tasks;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Who had to do what by when, and what they decided. */
@Component
class TasksOfRecord implements OfRecord {

    private static final String READ = "what was seen is no decision";

    private static final String DRAWN = "drawn from the others, for the list";

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.of("work_item", "id")
            .columns("""
                    kind case_id title author department_id campaign_id round holder candidate_group excluded state
                    created_at due_at ended_at ended_by decision owner entrusted parent_id ended_for taken_back_at""")
            .without("due_order newest resting search_text revision", DRAWN)
            .without("started_on working_days remind_at reminder_message overdue_message",
                    "what reminds, beside the due time")
            .without("reminded_at escalated_at moved_at acted_at", "when the list last changed; the events tell")
            .ofCase("case_id"),
                RecordTable.of("task_step", "id")
                    .columns("task_id case_id step actor on_behalf_of target reason proposal done_at")
                    .without("resting", DRAWN)
                    .ofCase("case_id"),
                RecordTable.of("task_consultation", "id")
                    .columns("task_id case_id account asked_by question blocking asked_at state opinion extra ended_at")
                    .without("resting", DRAWN)
                    .ofCase("case_id"),
                RecordTable.of("task_copy", "id")
                    .columns("task_id account copied_by reason copied_at")
                    .without("read_at", READ)
                    .caseBy("select w.case_id from task_copy c join work_item w on w.id = c.task_id where c.id = ?"),
                RecordTable.of("task_urge", "id")
                    .columns("task_id urged_by reason urged_at")
                    .without("read_at read_by", READ)
                    .caseBy("select w.case_id from task_urge u join work_item w on w.id = u.task_id where u.id = ?"),
                RecordTable.of("task_kind_setting", "kind").columns("batch changed_by changed_at"),
                RecordTable.none("task_part", DRAWN), RecordTable.none("task_reading", READ),
                RecordTable.none("task_draft", "what was typed and not sent is its author's alone"));
    }

}
