package org.sanxing.meeting;

import org.sanxing.common.AuditRecord;
import org.sanxing.ledger.EntryTurn.CloseOutRequested;
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

    private final MeetingSupport support;

    LapseItems(MeetingSupport support) {
        this.support = support;
    }

    /** The entry is locked by whoever did it. */
    @EventListener
    void on(EntryTurn happened) {
        if (happened instanceof CloseOutRequested) {
            return;
        }
        this.support.meetings.liveItem(happened.entryId())
            .filter((item) -> happened instanceof EntryVoided
                    || item.isCounter() == (happened instanceof EntryReopened))
            .ifPresent((item) -> {
                String became = happened.told().action();
                this.support.meetings.save(item.lapsed(became, AuditRecord.SYSTEM, this.support.now()));
                Meeting meeting = this.support.meetings.find(item.meetingId()).orElseThrow();
                this.support.tell(MeetingSupport
                    .event("itemLapsed", meeting, this.support.entries.get(happened.entryId()), AuditRecord.SYSTEM)
                    .with("became", became));
            });
    }

}
