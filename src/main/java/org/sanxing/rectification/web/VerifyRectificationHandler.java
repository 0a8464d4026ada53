package org.sanxing.rectification.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.common.Conflict;
import org.sanxing.common.Flash;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.EntryTask;
import org.sanxing.rectification.RectificationRecords;
import org.sanxing.rectification.process.RectificationProcess;
import org.sanxing.rectification.usecase.VerifyRectification.VerifyRectificationCommand;
import org.sanxing.rectification.usecase.VerifyRectification;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch. */
@Component
class VerifyRectificationHandler extends EntryTask {

    private final VerifyRectification verifyRectification;

    private final RectificationRecords records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    VerifyRectificationHandler(Shared shared, VerifyRectification verifyRectification, RectificationRecords records,
            EntryPolicy policy, RectificationSettings settings) {
        super(shared);
        this.verifyRectification = verifyRectification;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return RectificationProcess.KIND_VERIFY;
    }

    @Override
    public Set<String> formKeys() {
        return VerifyRectification.FORM_KEYS;
    }

    @Override
    public WorkItemFacts describe(String entryId) {
        LedgerEntry entry = entry(entryId);
        return facts(entry, this.records.of(entryId).requests().size(), this.settings.verification());
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
        return new Outcome(after.state().id(), String.valueOf(data.get("decision")),
                Flash.of(passed ? "ledger.flash.verified" : "ledger.flash.redo", after.number().toString()));
    }

}
