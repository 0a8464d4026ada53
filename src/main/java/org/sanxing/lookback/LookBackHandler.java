package org.sanxing.lookback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.attachment.Attachments;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.lookback.RecordLookBack.RecordLookBackCommand;
import org.sanxing.rectification.EntryTask;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch on an entry that is closed. */
@Component
class LookBackHandler extends EntryTask {

    private final RecordLookBack recordLookBack;

    private final LookBacks lookBacks;

    private final EntryPolicy policy;

    private final LookBackSettings settings;

    private final Attachments attachments;

    LookBackHandler(Shared shared, RecordLookBack recordLookBack, LookBacks lookBacks, EntryPolicy policy,
            LookBackSettings settings, Attachments attachments) {
        super(shared);
        this.recordLookBack = recordLookBack;
        this.lookBacks = lookBacks;
        this.policy = policy;
        this.settings = settings;
        this.attachments = attachments;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(LookBackProcess.KIND_LOOK_BACK);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return RecordLookBack.FORM_KEYS;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("outcome", RecordLookBack.OUTCOMES);
    }

    /** The process is about the look-back, the task about the entry. */
    @Override
    public WorkItemFacts describe(String kind, String lookBackId) {
        LookBack begun = this.lookBacks.get(lookBackId);
        return facts(entry(begun.entryId()), begun.cycle(), this.settings.workingDays());
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return Map.of("evidenceFiles",
                this.attachments.of(item.caseId())
                    .stream()
                    .map((file) -> new FormComponent.Option(file.id(), file.name(), file.readableSize()))
                    .toList());
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
    public String decision(String kind, Map<String, Object> data) {
        return String.valueOf(data.get("outcome"));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.recordLookBack
            .execute(new RecordLookBackCommand(item.caseId(), item.id(), data, actor.account(), actor.onBehalfOf()));
        boolean relapsed = after.state() == LedgerEntry.State.RECTIFYING;
        return new Outcome(after.state().id(), decision(item.kind(), data), Confirmation
            .of(relapsed ? "lookback.flash.relapsed" : "lookback.flash.consolidated", after.number().toString()));
    }

}
