package org.sanxing.meeting;

import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.ledger.EntryEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is on an agenda lapses when something else became of the entry: it was voided, or
 * decided by the task list before the meeting came to it.
 */
@Component
class LapseItems {

    private static final Set<String> OF_CLOSE_OUTS = Set.of("voided", "closed", "redone");

    private static final Set<String> OF_COUNTERS = Set.of("reopened", "voided");

    private final MeetingSupport desk;

    LapseItems(MeetingSupport desk) {
        this.desk = desk;
    }

    /** The entry is locked by whoever did it. */
    @EventListener
    void on(EntryEvent event) {
        if (!OF_CLOSE_OUTS.contains(event.action()) && !OF_COUNTERS.contains(event.action())) {
            return;
        }
        this.desk.meetings.liveItem(event.entryId())
            .filter((item) -> (item.isCounter() ? OF_COUNTERS : OF_CLOSE_OUTS).contains(event.action()))
            .ifPresent((item) -> {
                this.desk.meetings.save(item.lapsed(event.action(), AuditRecord.SYSTEM, this.desk.now()));
                Meeting meeting = this.desk.meetings.find(item.meetingId()).orElseThrow();
                this.desk
                    .tell(MeetingSupport.event("itemLapsed", meeting, this.desk.entries.get(event.entryId()), AuditRecord.SYSTEM)
                        .with("became", event.action()));
            });
    }

}
