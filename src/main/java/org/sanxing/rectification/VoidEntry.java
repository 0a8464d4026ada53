package org.sanxing.rectification;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** The branch voids what should not stand in the ledger; its file stays. */
@UseCase
public class VoidEntry {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final Extensions extensions;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    VoidEntry(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, Extensions extensions,
            Workflow workflow, CaseRepair repair, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.extensions = extensions;
        this.workflow = workflow;
        this.repair = repair;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws org.sanxing.common.Conflict where it is over, or was changed
     * @throws org.sanxing.common.InvalidInput without a reason
     */
    public LedgerEntry execute(VoidEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.requireRevision(command.revision());
        LedgerEntry voided = entry.voided();
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        this.extensions.cancel(entry);
        this.records.add(entry.id(), new Amendment("void", "state", entry.state().id(), voided.state().id(), reason,
                command.account(), this.clock.instant()));
        this.records.round(entry.id())
            .map(Round::ballot)
            .filter((ballot) -> !ballot.over())
            .ifPresent((ballot) -> this.records.announced(ballot.id(), "over"));
        LedgerEntry saved = this.entries.save(voided);
        this.entries.announce(entry.id(), null);
        this.events
            .publishEvent(new EntryVoided(EntryEvent.of("voided", saved, command.account()).with("opinion", reason)));
        if (!this.workflow.correlate(RectificationProcess.MSG_VOIDED, entry.id())) {
            this.repair.cancel(entry.id());
        }
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record VoidEntryCommand(String entryId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
