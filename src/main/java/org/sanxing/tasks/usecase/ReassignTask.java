package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.workflow.CaseRepair;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The system administrator gives a task to somebody who can decide it, or ends one that
 * only a leaver could do. Its deadline stays; the administrator sees nothing of it but
 * its title.
 */
@UseCase
public class ReassignTask {

    private final WorkItems items;

    private final TaskHandlers handlers;

    private final TaskSteps steps;

    private final TaskNotices notices;

    private final Colleagues colleagues;

    private final Organization organization;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReassignTask(WorkItems items, TaskHandlers handlers, TaskSteps steps, TaskNotices notices, Colleagues colleagues,
            Organization organization, CaseRepair repair, ApplicationEventPublisher events, Clock clock) {
        this.items = items;
        this.handlers = handlers;
        this.steps = steps;
        this.notices = notices;
        this.colleagues = colleagues;
        this.organization = organization;
        this.repair = repair;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param account of the new holder; null for whom the organisation names
     * @throws Conflict where it is done already, only the very person can do it, or the
     * organisation has nobody for it
     * @throws org.sanxing.common.InvalidInput where there is no such person, or no reason
     * is given
     * @throws Forbidden where they may not have it
     */
    public void execute(String taskId, @Nullable String account, String because, String by) {
        Actor administrator = administrator(by);
        String reason = Colleagues.needed(because);
        WorkItem item = open(taskId);
        TaskHandler handler = this.handlers.of(item.kind());
        if (handler.personal(item.kind())) {
            throw new Forbidden("task-is-personal");
        }
        String to;
        if (account == null) {
            to = rightful(item).orElseThrow(() -> new Conflict("nobody-for-task").in(item.stateId()));
            boolean named = handler.rightfulHolder(item).filter(to::equals).isPresent();
            offer(item, to);
            if (named) {
                handler.restored(item, to);
            }
        }
        else {
            to = this.colleagues.one(account, item, Set.of(item.holder())).account();
            give(item, to);
            handler.reached(item, to);
        }
        record(item, to, administrator, reason);
    }

    /** Refuses who may not have it. */
    public void requireEligible(String taskId, String account) {
        WorkItem item = open(taskId);
        this.colleagues.one(account, item, Set.of(item.holder()));
    }

    /**
     * Whom the organisation names now: the owner of a delegated task where that is still
     * possible, else whoever the module says.
     */
    public Optional<String> rightful(WorkItem item) {
        Optional<String> owner = Optional.ofNullable(item.owner())
            .filter((account) -> !account.equals(item.excluded()) && belongs(account, item))
            .filter((account) -> this.organization.find(account).filter(Person::active).isPresent());
        return owner.or(() -> this.handlers.of(item.kind()).rightfulHolder(item))
            .filter((holder) -> !holder.equals(item.holder()));
    }

    /** Who delegated a task that a group was offered must still be of the group. */
    private boolean belongs(String account, WorkItem item) {
        return item.candidateGroup() == null || item.entrusted()
                || TaskGroups.of(account, this.organization).contains(item.candidateGroup());
    }

    /**
     * Passes a leaver's task on to a successor: as holder, or as the owner who delegated
     * it.
     */
    void succeed(WorkItem item, String from, String successor, Actor administrator, String reason) {
        Person to = this.colleagues.one(successor, item, Set.of(from));
        boolean delegated = from.equals(item.owner()) && !item.holder().equals(to.account());
        if (delegated) {
            this.items.pass(item, item.holder(), true, to.account(), this.clock.instant());
        }
        else {
            give(item, to.account());
        }
        this.handlers.of(item.kind()).reached(item, to.account());
        record(item, to.account(), administrator, reason);
    }

    /** Gives a leaver's task back to its group, or to the owner who delegated it. */
    void giveBack(WorkItem item, Actor administrator, String reason) {
        String to = (item.owner() != null) ? item.owner() : String.valueOf(item.candidateGroup());
        offer(item, to);
        record(item, to, administrator, reason);
    }

    private void offer(WorkItem item, String to) {
        if (TaskGroups.isGroup(to)) {
            this.items.move(item.id(), to, false, null, this.clock.instant());
            this.items.offeredTo(item.id(), to);
            this.repair.offer(item.id(), to);
        }
        else {
            give(item, to);
        }
    }

    private void give(WorkItem item, String to) {
        this.items.pass(item, to, !to.equals(item.owner()) || item.entrusted(), null, this.clock.instant());
    }

    private void record(WorkItem item, String to, Actor administrator, String reason) {
        this.steps.add(item, TaskSteps.Kind.REASSIGNED, administrator, TaskGroups.isGroup(to) ? null : to, reason, null,
                this.clock.instant());
        this.events.publishEvent((TaskGroups.isGroup(to) ? TaskEvent.of("taskReassignedToGroup", item, administrator)
                : TaskEvent.of("taskReassigned", item, administrator).to(to))
            .because(reason));
        this.notices.tellHolders("transferred", to, item, administrator);
    }

    /**
     * Ends a task that only its holder could do, who has left.
     * @throws Conflict where it is done already, or the holder is still here
     */
    public void end(String taskId, String administrator, String reason) {
        administrator(administrator);
        String because = Colleagues.needed(reason);
        WorkItem item = open(taskId);
        if (this.organization.find(item.holder()).filter(Person::active).isPresent()) {
            throw new Conflict("holder-is-here").in(item.stateId());
        }
        this.handlers.of(item.kind()).end(item, administrator, because);
    }

    /**
     * @throws Forbidden where the person is not the system administrator
     */
    Actor administrator(String account) {
        Roles.requireSystemAdministrator(this.organization, account);
        return new Actor(this.organization.get(account), null);
    }

    private WorkItem open(String taskId) {
        WorkItem item = this.items.lock(taskId).orElseThrow(() -> new NotFound("task"));
        item.requireOpen();
        return item;
    }

}
