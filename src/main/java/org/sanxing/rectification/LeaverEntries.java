package org.sanxing.rectification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.organization.LeaverDuties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The entries for which a leaver answers, which pass to somebody else, or end where they
 * are the leaver's own problems, and the votes that the leaver still owes, which end.
 */
@Component
@Order(50)
class LeaverEntries implements LeaverDuties {

    private static final String VOTE = "vote-";

    private static final String OWN = "ledger.leave.own";

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final KeepEntry keepEntry;

    private final CastVote castVote;

    LeaverEntries(LedgerEntries entries, RectificationHistories records, KeepEntry keepEntry, CastVote castVote) {
        this.entries = entries;
        this.records = records;
        this.keepEntry = keepEntry;
        this.castVote = castVote;
    }

    @Override
    public String id() {
        return "entries";
    }

    @Override
    public List<Duty> of(String account) {
        List<Duty> held = new ArrayList<>(this.entries.openOf(account)
            .stream()
            .map((entry) -> new Duty(entry.id(), entry.isPersonal() ? OWN : "ledger.leave.entry",
                    entry.number().toString(), true, "ledger.leave.entry.note", Set.of(account)))
            .toList());
        this.records.votesOwed()
            .stream()
            .filter((owed) -> owed.account().equals(account))
            .map((owed) -> new Duty(VOTE + owed.entryId(), "tasks.kind." + RectificationProcess.KIND_VOTE,
                    owed.number(), false, "ledger.leave.vote.note", Set.of()))
            .forEach(held::add);
        return held;
    }

    @Override
    public @Nullable String leftKey(Duty duty) {
        return duty.kindKey().equals(OWN) ? "ledger.leave.end" : null;
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        if (holding.id().startsWith(VOTE)) {
            this.castVote.end(holding.id().substring(VOTE.length()), from, administrator, reason);
            return;
        }
        if (successor == null && leftKey(holding) == null) {
            throw new InvalidInput("successor", "task-person-required");
        }
        if (successor == null) {
            this.keepEntry.end(holding.id(), reason, administrator);
            return;
        }
        this.keepEntry.handOver(holding.id(), successor, reason, administrator);
    }

}
