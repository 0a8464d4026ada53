package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormView;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskDrafts.TaskDraft;
import org.sanxing.tasks.list.TaskDrafts;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.WorkItems;

/**
 * Keeps what a person has typed for a task they have. Nothing is decided by it, nobody
 * else gets to read it, and it is no event.
 */
@UseCase
public class KeepTaskDraft {

    private static final int MOST_LETTERS = 1_000_000;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskForms forms;

    private final TaskDrafts drafts;

    private final Organization organization;

    private final Clock clock;

    KeepTaskDraft(WorkItems items, TaskAccess access, TaskForms forms, TaskDrafts drafts, Organization organization,
            Clock clock) {
        this.items = items;
        this.access = access;
        this.forms = forms;
        this.drafts = drafts;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * @return what is kept; empty where nothing is typed that the form does not start
     * with
     * @throws NotFound where the person may not see the task
     * @throws Forbidden where they do not have it
     * @throws Conflict where it is done, or another window has saved other words
     * @throws InvalidInput where it is too long to be kept
     */
    public Optional<TaskDraft> execute(KeepTaskDraftCommand command) {
        Person person = this.organization.get(command.account());
        // Held, so that nothing is kept for a task that ends meanwhile.
        WorkItem item = this.items.lock(command.taskId()).orElseThrow(() -> new NotFound("task"));
        requireHolder(item, person);
        TaskDraft before = this.drafts.find(item.id(), person.account()).orElse(null);
        int seen = (command.revision() != null) ? command.revision() : 0;
        if (before != null && !before.cleared() && before.revision() != seen) {
            throw new Conflict("stale-revision").with("revision", before.revision());
        }
        FormView form = this.forms.view(item, person);
        if (FormDifference.between(form.form(), command.data(), form.data(), form.options()).differences().isEmpty()) {
            this.drafts.delete(item.id(), person.account());
            return Optional.empty();
        }
        if (command.data().toString().length() > MOST_LETTERS) {
            throw new InvalidInput("draft", "too-long", "draft", MOST_LETTERS);
        }
        int newest = (before != null) ? Math.max(before.revision(), seen) : seen;
        TaskDraft draft = new TaskDraft(command.data(), false, newest + 1, this.clock.instant());
        this.drafts.save(item.id(), person.account(), draft);
        return Optional.of(draft);
    }

    /**
     * Throws away what is kept, or takes that back.
     */
    public void clear(String taskId, String account, boolean cleared) {
        Person person = this.organization.get(account);
        WorkItem item = this.items.lock(taskId).orElseThrow(() -> new NotFound("task"));
        requireHolder(item, person);
        this.drafts.find(taskId, account)
            .ifPresent((draft) -> this.drafts.save(taskId, account,
                    new TaskDraft(draft.data(), cleared, draft.revision() + 1, draft.savedAt())));
    }

    private void requireHolder(WorkItem item, Person person) {
        if (!this.access.maySee(item, person)) {
            throw new NotFound("task");
        }
        if (!item.isOpen()) {
            throw new Conflict("task-already-completed")
                .in((item.decision() != null) ? item.decision() : item.stateId())
                .by(item.endedBy(), item.endedAt());
        }
        if (this.access.actor(item, person).isEmpty()) {
            throw new Forbidden("not-your-task");
        }
    }

    /**
     * @param data the form's fields, as they were typed
     * @param revision that the page shows; null or 0 for none
     */
    public record KeepTaskDraftCommand(String taskId, String account, Map<String, Object> data,
            @Nullable Integer revision) {

    }

}
