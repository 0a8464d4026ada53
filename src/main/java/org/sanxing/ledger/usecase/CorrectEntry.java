package org.sanxing.ledger.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationFile.Amendment;
import org.sanxing.ledger.RectificationPolicy;
import org.sanxing.ledger.RectificationRecords;
import org.springframework.context.ApplicationEventPublisher;

/** The branch mends what was registered wrongly; what stood there stays in the file. */
@UseCase
public class CorrectEntry {

    private static final int TITLE = 100;

    private static final int TEXT = 20_000;

    private static final int ROOT_CAUSE = 5_000;

    private final LedgerEntries entries;

    private final RectificationRecords records;

    private final RectificationPolicy policy;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CorrectEntry(LedgerEntries entries, RectificationRecords records, RectificationPolicy policy,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws org.sanxing.common.Conflict where it is over, or was changed
     * @throws InvalidInput without a reason, or where nothing is changed
     */
    public LedgerEntry execute(CorrectEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.requireOpen().requireRevision(command.revision());
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        String title = changed("title", command.title(), entry.title(), TITLE).strip();
        String manifestation = changed("manifestation", command.manifestation(), entry.manifestation(), TEXT);
        String rootCause = changed("rootCause", command.rootCause(), entry.rootCause(), ROOT_CAUSE);
        Instant now = this.clock.instant();
        List<String> fields = new ArrayList<>();
        amend(entry, "title", entry.title(), title, reason, command.account(), now, fields);
        amend(entry, "manifestation", entry.manifestation(), manifestation, reason, command.account(), now, fields);
        amend(entry, "rootCause", entry.rootCause(), rootCause, reason, command.account(), now, fields);
        if (fields.isEmpty()) {
            throw new InvalidInput("title", "ledger-nothing-changed");
        }
        LedgerEntry corrected = this.entries.save(entry.corrected(title, manifestation, rootCause));
        this.events.publishEvent(EntryEvent.of("corrected", corrected, command.account())
            .with("fields", fields)
            .with("opinion", reason));
        return corrected;
    }

    private static String changed(String field, @Nullable String typed, String before, int limit) {
        return (typed == null) ? before : Texts.needed(field, typed, limit);
    }

    private void amend(LedgerEntry entry, String field, String before, String after, String reason, String account,
            Instant now, List<String> fields) {
        if (!before.equals(after)) {
            fields.add(field);
            this.records.add(entry.id(), new Amendment("correct", field, before, after, reason, account, now));
        }
    }

    /**
     * @param title null to leave it as it is; so with the other texts
     * @param revision that the person saw; null to leave the check out
     */
    public record CorrectEntryCommand(String entryId, @Nullable String title, @Nullable String manifestation,
            @Nullable String rootCause, @Nullable String reason, String account, @Nullable Integer revision) {

    }

}
