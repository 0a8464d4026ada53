package org.sanxing.rectification;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.EntryFolder;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Person;
import org.sanxing.rectification.process.RectificationProcess;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/**
 * What the tasks of an entry have in common: the file beside the form, and the entry
 * locked before its tasks, as what is done with one may end others.
 */
public abstract class EntryTask implements TaskHandler {

    private final Shared shared;

    protected EntryTask(Shared shared) {
        this.shared = shared;
    }

    protected LedgerEntry entry(String id) {
        return this.shared.entries.get(id);
    }

    /** A task that the responsible party may never decide. */
    protected WorkItemFacts facts(LedgerEntry entry, int round, int workingDays) {
        return new WorkItemFacts(entry.id(), null, entry.number() + " " + entry.title(), entry.responsible(),
                entry.departmentId(), entry.campaignId(), round, entry.responsible(), workingDays);
    }

    @Override
    public void lockCase(String caseId) {
        this.shared.entries.lock(caseId);
    }

    @Override
    public String stateOf(String caseId) {
        return entry(caseId).state().id();
    }

    @Override
    public void reached(WorkItem item, String account) {
        this.shared.entries.reached(item.caseId(), account, item.kind(), this.shared.clock.instant());
    }

    @Override
    public boolean mayRead(WorkItem item, Person person) {
        // A vote that is not cast yet is nobody's business but the voter's.
        return !item.kind().equals(RectificationProcess.KIND_VOTE)
                && this.shared.entries.find(item.caseId(), person.account()).isPresent();
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return Map.of();
    }

    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        return Map.of();
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        return new TaskPage("ledger/_folder", model(item, person));
    }

    @Override
    public TaskPage page(WorkItem item, Person person) {
        return new TaskPage("ledger/task", model(item, person));
    }

    private Map<String, Object> model(WorkItem item, Person person) {
        return this.shared.folder.model(entry(item.caseId()), person);
    }

    @Component
    public static class Shared {

        private final LedgerEntries entries;

        private final EntryFolder folder;

        private final Clock clock;

        Shared(LedgerEntries entries, EntryFolder folder, Clock clock) {
            this.entries = entries;
            this.folder = folder;
            this.clock = clock;
        }

    }

}
