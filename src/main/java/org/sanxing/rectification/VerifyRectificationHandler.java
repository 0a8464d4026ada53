package org.sanxing.rectification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.VerifyRectification.VerifyRectificationCommand;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch. */
@Component
class VerifyRectificationHandler extends EntryTask {

    private final VerifyRectification verifyRectification;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    VerifyRectificationHandler(Shared shared, VerifyRectification verifyRectification, EntryPolicy policy,
            RectificationSettings settings) {
        super(shared);
        this.verifyRectification = verifyRectification;
        this.policy = policy;
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RectificationProcess.KIND_VERIFY);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return VerifyRectification.FORM_KEYS;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("decision", VerifyRectification.DECISIONS);
    }

    @Override
    public WorkItemFacts describe(String kind, String entryId) {
        LedgerEntry entry = entry(entryId);
        return facts(entry, attempt(entry), this.settings.verification());
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        try {
            return Optional.of(this.policy.verifiers(entry(item.caseId())));
        }
        catch (Conflict nobody) {
            return Optional.empty();
        }
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.verifyRectification.execute(
                new VerifyRectificationCommand(item.caseId(), item.id(), data, actor.account(), actor.onBehalfOf()));
        boolean passed = after.state() == LedgerEntry.State.VOTING;
        return new Outcome(after.state().id(), decision(item.kind(), data),
                Confirmation.of(passed ? "ledger.flash.verified" : "ledger.flash.redo", after.number().toString()));
    }

}
