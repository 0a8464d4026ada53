package org.sanxing.rectification;

import java.time.Clock;

import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.tasks.Tasks;

/** Sets the deadline that was granted; the ones before stay on record. */
@UseCase
public class ExtendDeadline {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Tasks tasks;

    private final Clock clock;

    ExtendDeadline(LedgerEntries entries, RectificationHistories records, Tasks tasks, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.tasks = tasks;
        this.clock = clock;
    }

    public void execute(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.lock(asked.entryId());
        this.entries.move(entry.putOffTo(asked.wantedOn()),
                new LedgerEntries.Deadline(entry.cycle(), entry.deadlineClass(), asked.wantedOn(),
                        LedgerEntries.Deadline.EXTENDED, String.valueOf(asked.decidedBy()), this.clock.instant()));
        this.tasks.dueOn(entry.id(), RectificationProcess.KIND_RECTIFY, asked.wantedOn());
    }

}
