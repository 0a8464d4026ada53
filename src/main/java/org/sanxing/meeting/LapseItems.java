package org.sanxing.meeting;

import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.ledger.EntryTurn.EntryRedone;
import org.sanxing.ledger.EntryTurn.EntryReopened;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.ledger.EntryTurn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is on an agenda lapses when something else became of the entry: it was voided, or
 * decided by the task list before the meeting came to it.
 */
@Component
class LapseItems {

    private static final Set<Class<? extends EntryTurn>> OF_CLOSE_OUTS = Set.of(EntryVoided.class, EntryClosed.class,
            EntryRedone.class);

    private static final Set<Class<? extends EntryTurn>> OF_COUNTERS = Set.of(EntryReopened.class, EntryVoided.class);

    private final Desk desk;

    LapseItems(Desk desk) {
        this.desk = desk;
    }

    /** The entry is locked by whoever did it. */
    @EventListener
    void on(EntryTurn event) {
        if (!OF_CLOSE_OUTS.contains(event.getClass()) && !OF_COUNTERS.contains(event.getClass())) {
            return;
        }
        this.desk.meetings.liveItem(event.entryId())
            .filter((item) -> (item.isCounter() ? OF_COUNTERS : OF_CLOSE_OUTS).contains(event.getClass()))
            .ifPresent((item) -> {
                this.desk.meetings.save(item.lapsed(event.told().action(), AuditRecord.SYSTEM, this.desk.now()));
                Meeting meeting = this.desk.meetings.find(item.meetingId()).orElseThrow();
                this.desk
                    .tell(Desk.event("itemLapsed", meeting, this.desk.entries.get(event.entryId()), AuditRecord.SYSTEM)
                        .with("became", event.told().action()));
            });
    }

}
