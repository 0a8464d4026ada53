package org.sanxing.notification;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.OldRows;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Where notices go; what was sent follows from what is on record. */
@Component
class NotificationOfRecord implements OfRecord {

    private static final String OWN = "a person's own choice of notices";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("notice_channel", "id")
                    .columns("kind name language events branches enabled created_at")
                    .without("url secret sealed",
                            "encrypted with a key outside the database, which a change would not fit")
                    .without("revision", "counts its changes"),
                RecordTable.none("notification", "tells of events that are on record"),
                RecordTable.none("outbox", "waits to be sent and is then of no use"),
                RecordTable.none("notice_settings", OWN), RecordTable.none("notice_choice", OWN),
                RecordTable.none("digest_item", "waits for a digest"), RecordTable.none("digest", "one digest a day"));
    }

    @Override
    public List<OldRows> old() {
        return List.of(new OldRows("notification", "id", "created_at", "read_at is not null"),
                new OldRows("outbox", "id", "created_at", "state in ('sent', 'dropped')"));
    }

}
