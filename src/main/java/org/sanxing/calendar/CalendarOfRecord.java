package org.sanxing.calendar;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** What deadlines are counted by. */
@Component
class CalendarOfRecord implements OfRecord {

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.of("calendar_day", "calendar_date").columns("working name"),
                RecordTable.of("calendar_year", "year_number").columns("revision changed_by changed_at previous_days"));
    }

}
