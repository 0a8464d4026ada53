package org.sanxing.rectification;

import java.util.List;
import java.util.Map;

import org.sanxing.common.FieldError;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the responsible party, which ends with asking for close-out. */
@Component
class RectifyHandler extends EntryTask {

    private final RectifyEntry rectifyEntry;

    private final Checklists checklists;

    RectifyHandler(Shared shared, RectifyEntry rectifyEntry, Checklists checklists) {
        super(shared, RectificationProcess.KIND_RECTIFY, RectifyEntry.FORM_KEYS, Map.of());
        this.rectifyEntry = rectifyEntry;
        this.checklists = checklists;
    }

    @Override
    public boolean personal(String kind) {
        return true;
    }

    @Override
    public boolean followsCase(String kind) {
        return true;
    }

    /** Its deadline is the entry's, and announced with it. */
    @Override
    public WorkItemFacts describe(String kind, String entryId) {
        LedgerEntry entry = entry(entryId);
        return new WorkItemFacts(entry.id(), null, entry.number() + " " + entry.title(), entry.responsible(),
                entry.departmentId(), entry.campaignId(), entry.redoCount() + 1, null, null)
            .dueOn(entry.dueOn())
            .announcedByTheCase();
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return evidence(item);
    }

    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        LedgerEntry entry = entry(item.caseId());
        return Map.of("conclusion", "", "evidence", List.of(), "checklist",
                this.checklists.of(entry.branchId(), entry.deadlineClass())
                    .stream()
                    .map((asked) -> Map.<String, Object>of("item", asked, "met", false))
                    .toList());
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return "requestCloseOut";
    }

    @Override
    public List<FieldError> alsoWrong(WorkItem item, Map<String, Object> data, Actor actor) {
        return this.rectifyEntry.unready(TaskInput.of(item, data, actor));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        return outcome(item, data, this.rectifyEntry.requestCloseOut(TaskInput.of(item, data, actor)),
                "ledger.flash.requested");
    }

}
