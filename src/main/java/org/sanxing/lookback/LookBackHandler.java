package org.sanxing.lookback;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.FieldError;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.EntryTask;
import org.sanxing.rectification.TaskInput;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch on an entry that is closed. */
@Component
class LookBackHandler extends EntryTask {

    private final RecordLookBack recordLookBack;

    private final LookBacks lookBacks;

    private final LookBackSettings settings;

    LookBackHandler(Shared shared, RecordLookBack recordLookBack, LookBacks lookBacks, LookBackSettings settings) {
        super(shared, LookBackProcess.KIND_LOOK_BACK, RecordLookBack.FORM_KEYS,
                Map.of("outcome", RecordLookBack.OUTCOMES));
        this.recordLookBack = recordLookBack;
        this.lookBacks = lookBacks;
        this.settings = settings;
    }

    /** The process is about the look-back, the task about the entry. */
    @Override
    public WorkItemFacts describe(String kind, String lookBackId) {
        LookBack begun = this.lookBacks.get(lookBackId);
        return facts(entry(begun.entryId()), begun.cycle(), this.settings.workingDays());
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return evidence(item);
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        return verifiers(item);
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return String.valueOf(data.get("outcome"));
    }

    @Override
    public List<FieldError> alsoWrong(WorkItem item, Map<String, Object> data, Actor actor) {
        return this.recordLookBack.alsoWrong(TaskInput.of(item, data, actor));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.recordLookBack.execute(TaskInput.of(item, data, actor));
        return outcome(item, data, after, (after.state() == LedgerEntry.State.RECTIFYING) ? "lookback.flash.relapsed"
                : "lookback.flash.consolidated");
    }

}
