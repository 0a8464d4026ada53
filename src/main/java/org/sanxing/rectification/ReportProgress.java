package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Progress;
import org.springframework.context.ApplicationEventPublisher;

/** The responsible party says how far it has come. */
@UseCase
public class ReportProgress {

    static final int TEXT = 5_000;

    private static final int ALL = 100;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReportProgress(LedgerEntries entries, RectificationHistories records, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.records = records;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified
     * @throws InvalidInput where the text is missing or the percentage none
     */
    public LedgerEntry execute(ReportProgressCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireResponsible(entry, command.account());
        entry.require(LedgerEntry.State.RECTIFYING);
        String text = Texts.needed("text", command.text(), TEXT);
        Integer percent = command.percent();
        if (percent == null || percent < 0 || percent > ALL) {
            throw new InvalidInput("percent", "ledger-percent");
        }
        Instant now = this.clock.instant();
        this.records.add(entry.id(), new Progress(entry.cycle(), text, percent, command.account(), now));
        this.events.publishEvent(EntryEvent.of("progressReported", entry, command.account())
            .with("percent", percent)
            .with("opinion", text));
        return this.entries.save(entry);
    }

    /**
     * @param percent 0 to 100
     */
    public record ReportProgressCommand(String entryId, @Nullable String text, @Nullable Integer percent,
            String account) {

    }

}
