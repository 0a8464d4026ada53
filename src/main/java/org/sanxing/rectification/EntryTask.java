package org.sanxing.rectification;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.sanxing.attachment.Attachments;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Conflict;
import org.sanxing.forms.FormComponent;
import org.sanxing.ledger.EntryFolder;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Person;
import org.sanxing.rectification.RectificationHistory.Measure;
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

    private final String kind;

    private final Set<String> formKeys;

    private final Map<String, Set<String>> understood;

    /**
     * @param kind of its tasks
     * @param understood the values that the code understands of a choice in the form
     */
    protected EntryTask(Shared shared, String kind, Set<String> formKeys, Map<String, Set<String>> understood) {
        this.shared = shared;
        this.kind = kind;
        this.formKeys = formKeys;
        this.understood = understood;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(this.kind);
    }

    @Override
    public Set<String> formKeys(String ofKind) {
        return this.formKeys;
    }

    @Override
    public Map<String, Set<String>> understood(String ofKind) {
        return this.understood;
    }

    protected LedgerEntry entry(String id) {
        return this.shared.entries.get(id);
    }

    /**
     * How often close-out has been asked for, over all cycles: each time before this one
     * ended with a redo or with a closing that began another cycle.
     */
    static int attempt(LedgerEntry entry) {
        return entry.redoCount() + entry.cycle();
    }

    /** A task that the responsible party may never decide. */
    protected WorkItemFacts facts(LedgerEntry entry, int round, int workingDays) {
        return new WorkItemFacts(entry.id(), null, entry.number() + " " + entry.title(), entry.responsible(),
                entry.departmentId(), entry.campaignId(), round, entry.responsible(), workingDays);
    }

    /** Who verifies the entry now. */
    protected Optional<String> verifiers(WorkItem item) {
        return named(() -> this.shared.policy.verifiers(entry(item.caseId())));
    }

    /** The holder that a rule names, unless it refuses: then nobody is left. */
    protected static Optional<String> named(Supplier<String> holder) {
        try {
            return Optional.of(holder.get());
        }
        catch (Conflict nobody) {
            return Optional.empty();
        }
    }

    /** The files of the entry, from which evidence is chosen. */
    protected Map<String, List<FormComponent.Option>> evidence(WorkItem item) {
        return Map.of("evidenceFiles",
                this.shared.attachments.of(item.caseId())
                    .stream()
                    .map((file) -> new FormComponent.Option(file.id(), file.name(), file.readableSize()))
                    .toList());
    }

    /**
     * @param said key of the message that tells what happened; it names the entry
     */
    protected Outcome outcome(WorkItem item, Map<String, Object> data, LedgerEntry after, String said) {
        return new Outcome(after.state().id(), decision(item.kind(), data),
                Confirmation.of(said, after.number().toString()));
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
    public Map<String, Object> initialData(WorkItem item, Person person) {
        return Map.of();
    }

    /** What was to be done and what became of it, for those who decide on it. */
    @Override
    public Map<String, Object> about(WorkItem item) {
        return Map.of("measures", this.shared.records.measures(item.caseId()).stream().map(Measure::told).toList());
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        return new TaskPage("dossier/_folder", model(item, person));
    }

    @Override
    public TaskPage page(WorkItem item, Person person) {
        return new TaskPage("rectification/task", model(item, person));
    }

    private Map<String, Object> model(WorkItem item, Person person) {
        return this.shared.folder.model(entry(item.caseId()), person);
    }

    @Component
    public static class Shared {

        private final LedgerEntries entries;

        private final RectificationHistories records;

        private final EntryFolder folder;

        private final EntryPolicy policy;

        private final Attachments attachments;

        private final Clock clock;

        Shared(LedgerEntries entries, RectificationHistories records, EntryFolder folder, EntryPolicy policy,
                Attachments attachments, Clock clock) {
            this.entries = entries;
            this.records = records;
            this.folder = folder;
            this.policy = policy;
            this.attachments = attachments;
            this.clock = clock;
        }

    }

}
