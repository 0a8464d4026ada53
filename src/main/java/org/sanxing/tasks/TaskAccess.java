package org.sanxing.tasks;

import org.sanxing.organization.Person;

import org.springframework.stereotype.Component;

/** Who has a task, and who may see it. */
@Component
class TaskAccess {

    private final TaskList list;

    private final TaskHandlers handlers;

    TaskAccess(TaskList list, TaskHandlers handlers) {
        this.list = list;
        this.handlers = handlers;
    }

    /** Whether the person may decide it now, as far as the task list knows. */
    boolean mayAct(WorkItem item, Person person) {
        return item.isOpen() && person.active() && isAmongHolders(item, person);
    }

    private boolean isAmongHolders(WorkItem item, Person person) {
        return !person.account().equals(item.excluded())
                && this.list.holdersOf(person.account()).contains(item.holder());
    }

    /**
     * Whoever has or had it, the group it was offered to, and whom the owning module lets
     * see it.
     */
    boolean maySee(WorkItem item, Person person) {
        return isAmongHolders(item, person) || person.account().equals(item.endedBy())
                || (item.candidateGroup() != null
                        && this.list.holdersOf(person.account()).contains(item.candidateGroup()))
                || this.handlers.of(item.kind()).mayRead(item, person);
    }

}
