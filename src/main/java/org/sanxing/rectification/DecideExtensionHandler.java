package org.sanxing.rectification;

import java.util.Map;
import java.util.Optional;

import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch secretary, beside that of the responsible party. */
@Component
class DecideExtensionHandler extends EntryTask {

    private final Extensions extensions;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    DecideExtensionHandler(Shared shared, Extensions extensions, RectificationHistories records, EntryPolicy policy,
            RectificationSettings settings) {
        super(shared, ExtensionProcess.KIND_DECIDE, Extensions.FORM_KEYS, Map.of("decision", Extensions.DECISIONS));
        this.extensions = extensions;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
    }

    /** The process is about what was asked, the task about the entry. */
    @Override
    public WorkItemFacts describe(String kind, String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        return facts(entry(asked.entryId()), 1, this.settings.extension()).besideOthers();
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        return named(() -> this.policy.deciderOnExtension(entry(item.caseId())));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.extensions.decide(TaskInput.of(item, data, actor));
        return outcome(item, data, after,
                "grant".equals(data.get("decision")) ? "ledger.flash.extended" : "ledger.flash.not-extended");
    }

}
