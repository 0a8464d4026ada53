package org.sanxing.rectification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.rectification.DecideExtension.DecideExtensionCommand;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch secretary, beside that of the responsible party. */
@Component
class DecideExtensionHandler extends EntryTask {

    private final DecideExtension decideExtension;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    DecideExtensionHandler(Shared shared, DecideExtension decideExtension, RectificationHistories records,
            EntryPolicy policy, RectificationSettings settings) {
        super(shared);
        this.decideExtension = decideExtension;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ExtensionProcess.KIND_DECIDE);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return DecideExtension.FORM_KEYS;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("decision", DecideExtension.DECISIONS);
    }

    /** The process is about what was asked, the task about the entry. */
    @Override
    public WorkItemFacts describe(String kind, String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        return facts(entry(asked.entryId()), 1, this.settings.extension()).besideOthers();
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        try {
            return Optional.of(this.policy.deciderOnExtension(entry(item.caseId())));
        }
        catch (Conflict nobody) {
            return Optional.empty();
        }
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.decideExtension
            .execute(new DecideExtensionCommand(item.caseId(), item.id(), data, actor.account(), actor.onBehalfOf()));
        boolean granted = "grant".equals(data.get("decision"));
        return new Outcome(after.state().id(), decision(item.kind(), data), Confirmation
            .of(granted ? "ledger.flash.extended" : "ledger.flash.not-extended", after.number().toString()));
    }

}
