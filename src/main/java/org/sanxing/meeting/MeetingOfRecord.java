package org.sanxing.meeting;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Meetings with their minutes. */
@Component
class MeetingOfRecord implements OfRecord {

    private static final String OF_ITEM = "select meeting_id from ledger_meeting_item where id = ?";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("ledger_meeting", "id")
                    .columns(
                            """
                                    meeting_year meeting_number title meets_at place chair recorder invited state called_by called_at begun_at
                                    ended_at cancel_reason recorder_signed_at chair_signed_at""")
                    .without("revision", "counts its changes")
                    .ofCase("id"),
                RecordTable.of("ledger_meeting_item", "id")
                    .columns(
                            """
                                    meeting_id line_number kind entry_id cycle_number reason proposed_by state ballot_id chair discussion
                                    present_count settled_reason settled_by settled_at""")
                    .ofCase("meeting_id"),
                RecordTable.of("ledger_meeting_attendance", "meeting_id", "account")
                    .columns("line_number present reason noted_by noted_at")
                    .ofCase("meeting_id"),
                RecordTable.of("ledger_meeting_excused", "item_id", "account")
                    .columns("reason note set_by set_at")
                    .caseBy(OF_ITEM),
                RecordTable.of("ledger_meeting_view", "item_id", "account")
                    .columns("written noted_by noted_at")
                    .caseBy(OF_ITEM));
    }

}
