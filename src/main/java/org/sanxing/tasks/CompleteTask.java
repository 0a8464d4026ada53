package org.sanxing.tasks;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/**
 * Decides a task: checks who asks, holds the row so that one decision goes through,
 * validates the form and lets the owning module decide, all in one transaction.
 */
@UseCase
public class CompleteTask {

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskHandlers handlers;

    private final TaskForms forms;

    private final Organization organization;

    CompleteTask(WorkItems items, TaskAccess access, TaskHandlers handlers, TaskForms forms,
            Organization organization) {
        this.items = items;
        this.access = access;
        this.handlers = handlers;
        this.forms = forms;
        this.organization = organization;
    }

    /**
     * @throws NotFound where the person may not see the task
     * @throws Forbidden where the person may see it but does not have it
     * @throws Conflict where it is done already, with who and when, or changed meanwhile
     * @throws org.sanxing.common.InvalidInput where the form is not filled in as it asks
     */
    public TaskHandler.Outcome execute(CompleteTaskCommand command) {
        Person person = this.organization.get(command.account());
        WorkItem item = this.items.lock(command.taskId()).orElseThrow(() -> new NotFound("task"));
        if (!this.access.maySee(item, person)) {
            throw new NotFound("task");
        }
        if (!item.isOpen()) {
            throw new Conflict("task-already-completed").in(item.decision()).by(item.endedBy(), item.endedAt());
        }
        if (!this.access.mayAct(item, person)) {
            throw new Forbidden("not-your-task");
        }
        if (command.revision() != null && command.revision() != item.revision()) {
            throw new Conflict("stale-revision").in(item.state().name().toLowerCase(java.util.Locale.ROOT))
                .with("revision", item.revision());
        }
        Map<String, Object> data = this.forms.validate(item, command.data());
        if (item.assignee() == null) {
            this.items.hold(item.id(), person.account());
        }
        TaskHandler.Outcome outcome = this.handlers.of(item.kind()).complete(item, data, person);
        this.items.decided(item.id(), person.account(), outcome.decision());
        return outcome;
    }

    /**
     * @param data the form's fields as the API takes them
     * @param revision that the person saw; null to leave the check out
     */
    public record CompleteTaskCommand(String taskId, Map<String, Object> data, String account,
            @Nullable Integer revision) {

    }

}
