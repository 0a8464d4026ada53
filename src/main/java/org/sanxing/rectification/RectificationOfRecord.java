package org.sanxing.rectification;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** What becomes of an entry from its registration to its closing. */
@Component
class RectificationOfRecord implements OfRecord {

    private static final String OF_REQUEST = "select entry_id from ledger_request where id = ?";

    private static final String OF_BALLOT = """
            select r.entry_id from ledger_ballot b join ledger_request r on r.id = b.request_id
            where b.id = ?""";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("ledger_measure_set", "id")
                    .columns("entry_id set_number confirmed_by confirmed_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_measure", "set_id", "line_number")
                    .columns("measure standard due_on done dropped_because")
                    .caseBy("select entry_id from ledger_measure_set where id = ?"),
                RecordTable.of("ledger_progress", "id")
                    .columns("entry_id cycle_number report percent_done reported_by reported_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_request", "id")
                    .columns("entry_id cycle_number attempt conclusion more requested_by requested_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_request_item", "request_id", "line_number")
                    .columns("item met")
                    .caseBy(OF_REQUEST),
                RecordTable.of("ledger_request_evidence", "request_id", "line_number")
                    .columns("attachment_id")
                    .caseBy(OF_REQUEST),
                RecordTable.of("ledger_verification", "id")
                    .columns(
                            "request_id decision opinion new_due_on more decided_by on_behalf_of decided_at responsible")
                    .caseBy("""
                            select r.entry_id from ledger_verification v join ledger_request r on r.id = v.request_id
                            where v.id = ?"""),
                RecordTable.of("ledger_ballot", "id")
                    .columns("request_id entitled needed called_at due_at declared")
                    .without("remind_at announced", "when its deadline was announced")
                    .caseBy(OF_BALLOT),
                RecordTable.of("ledger_ballot_member", "ballot_id", "account")
                    .columns("line_number entitled reason note")
                    .caseBy(OF_BALLOT),
                RecordTable.of("ledger_vote", "ballot_id", "account")
                    .columns("vote opinion more voted_at responsible")
                    .caseBy(OF_BALLOT),
                RecordTable.of("ledger_redo", "id")
                    .columns("entry_id cycle_number request_id stage reason days_used due_on redone_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_closing", "id")
                    .columns(
                            """
                                    entry_id cycle_number request_id closed_on due_on first_due_on days_used days_late closed_at""")
                    .without("branch_id", "drawn from the entry, for reports")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_reopening", "entry_id", "cycle_number")
                    .columns("cause reason reopened_by reopened_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_extension", "id")
                    .columns("entry_id cycle_number due_before wanted_on reason asked_by asked_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_extension_end", "extension_id")
                    .columns("decision opinion more decided_by on_behalf_of decided_at responsible")
                    .caseBy("select entry_id from ledger_extension where id = ?"),
                RecordTable.of("ledger_amendment", "id")
                    .columns("entry_id action field value_before value_after reason made_by made_at")
                    .ofCase("entry_id"),
                RecordTable.of("ledger_checklist", "id")
                    .columns("branch_id deadline_class list_number changed_by changed_at"),
                RecordTable.of("ledger_checklist_item", "checklist_id", "line_number").columns("item"));
    }

}
