package org.sanxing.rectification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.attachment.Attachments;
import org.sanxing.common.Confirmation;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Person;
import org.sanxing.rectification.RequestCloseOut.RequestCloseOutCommand;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the responsible party, which ends with asking for close-out. */
@Component
class RectifyHandler extends EntryTask {

    private final RequestCloseOut requestCloseOut;

    private final Checklists checklists;

    private final Attachments attachments;

    RectifyHandler(Shared shared, RequestCloseOut requestCloseOut, Checklists checklists, Attachments attachments) {
        super(shared);
        this.requestCloseOut = requestCloseOut;
        this.checklists = checklists;
        this.attachments = attachments;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RectificationProcess.KIND_RECTIFY);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return RequestCloseOut.FORM_KEYS;
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
        return Map.of("evidenceFiles",
                this.attachments.of(item.caseId())
                    .stream()
                    .map((file) -> new FormComponent.Option(file.id(), file.name(), file.readableSize()))
                    .toList());
    }

    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        LedgerEntry entry = entry(item.caseId());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("conclusion", "");
        data.put("evidence", List.of());
        data.put("checklist",
                this.checklists.of(entry.branchId(), entry.deadlineClass())
                    .stream()
                    .map((asked) -> Map.<String, Object>of("item", asked, "met", false))
                    .toList());
        return data;
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return "requestCloseOut";
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.requestCloseOut
            .execute(new RequestCloseOutCommand(item.caseId(), item.id(), data, actor.account()));
        return new Outcome(after.state().id(), decision(item.kind(), data),
                Confirmation.of("ledger.flash.requested", after.number().toString()));
    }

}
