package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Standing;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.stereotype.Component;

/**
 * Who may do what with a task in which state: the rules of the matrix in
 * {@code src/docs/tasks.md}, asked by every use case and by the pages that offer them.
 */
@Component
public class TaskRules {

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskHandlers handlers;

    private final TaskSteps steps;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Clock clock;

    private final Duration urgePause;

    TaskRules(WorkItems items, TaskAccess access, TaskHandlers handlers, TaskSteps steps, Organization organization,
            WorkingCalendar calendar, Clock clock, UrgeSettings urge) {
        this.items = items;
        this.access = access;
        this.handlers = handlers;
        this.steps = steps;
        this.organization = organization;
        this.calendar = calendar;
        this.clock = clock;
        this.urgePause = urge.pause();
    }

    /**
     * Locks a task for an operation and checks that it is allowed.
     * @param revision that the person saw; null to leave the check out
     * @throws NotFound where the person may not see the task
     * @throws Forbidden where they may see it but not do this
     * @throws Conflict where its state does not allow it now, with who brought it there
     */
    Held hold(Operation operation, String taskId, String account, @Nullable Integer revision) {
        this.items.place(taskId).ifPresent((found) -> this.handlers.of(found.kind()).lockCase(found.caseId()));
        WorkItem item = this.items.lock(taskId).orElseThrow(() -> new NotFound("task"));
        // Whom it concerns is asked for sooner or later: both at once.
        this.organization.findAll(List.of(account, item.author()));
        Person person = this.organization.get(account);
        if (!this.access.maySee(item, person)) {
            throw new NotFound("task");
        }
        Actor actor;
        try {
            actor = check(operation, item, asking(person));
        }
        catch (Forbidden forbidden) {
            if (!person.account().equals(item.author())) {
                requireRevision(item, revision);
            }
            throw forbidden;
        }
        requireRevision(item, revision);
        if (actor.onBehalfOf() != null && item.isOpen()) {
            // A deputy reads the case from now on, opened or not.
            this.handlers.of(item.kind()).reached(item, actor.account());
        }
        return new Held(item, actor);
    }

    /** Who saw an earlier revision is told what happened since. */
    private void requireRevision(WorkItem item, @Nullable Integer revision) {
        if (revision != null && revision != item.revision()) {
            Conflict stale = new Conflict("stale-revision").in(item.stateId()).with("revision", item.revision());
            this.steps.newest(item.id())
                .ifPresentOrElse((step) -> stale.by(step.actor(), step.at()),
                        () -> stale.by(AuditRecord.SYSTEM, item.movedAt()));
            throw stale;
        }
    }

    /** What the person may do with a task that they see. */
    public Set<Operation> allowed(WorkItem item, Person person) {
        Set<Operation> allowed = EnumSet.noneOf(Operation.class);
        Asking asking = asking(person);
        for (Operation operation : Operation.values()) {
            if (refusal(operation, item, asking).isEmpty()) {
                allowed.add(operation);
            }
        }
        return allowed;
    }

    /** Why the person may not do this with a task that they see; empty where they may. */
    public Optional<Refusal> refusal(Operation operation, WorkItem item, Person person) {
        return refusal(operation, item, asking(person));
    }

    private Optional<Refusal> refusal(Operation operation, WorkItem item, Asking asking) {
        try {
            check(operation, item, asking);
            return Optional.empty();
        }
        catch (Refusal refused) {
            return Optional.of(refused);
        }
    }

    private Asking asking(Person person) {
        return new Asking(person, this.access.standing(person.account()),
                this.organization.rolesOf(person.account()).stream().anyMatch(Role::ofAdministrators));
    }

    private Actor check(Operation operation, WorkItem item, Asking asking) {
        return switch (operation) {
            case TAKE_BACK -> takeBack(item, asking);
            case COPY -> copy(item, asking);
            case URGE -> urge(item, asking);
            case RECALL -> recall(item, asking);
            case CLAIM -> claim(item, asking);
            case COMPLETE -> holder(item, asking);
            case RELEASE -> release(item, asking);
            case TRANSFER, DELEGATE, CONSULT -> handOn(item, asking);
        };
    }

    private Actor holder(WorkItem item, Asking asking) {
        item.requireOpen();
        Optional<Actor> actor = this.access.actor(item, asking.person(), asking.standing());
        if (actor.isEmpty() && this.access.owner(item, asking.person(), asking.standing()).isPresent()) {
            throw new Conflict("task-delegated").in("delegated").by(item.holder(), item.movedAt());
        }
        if (actor.isEmpty() && item.assignee() != null
                && this.access.inGroup(item, asking.person(), asking.standing())) {
            throw claimed(item);
        }
        return actor.orElseThrow(() -> new Forbidden("not-your-task"));
    }

    private static Conflict claimed(WorkItem item) {
        return new Conflict("task-claimed-already").in(item.isDelegated() ? "delegated" : "claimed")
            .by(item.holder(), item.movedAt());
    }

    private Actor claim(WorkItem item, Asking asking) {
        item.requireOpen();
        Optional<Actor> actor = this.access.actor(item, asking.person(), asking.standing());
        if (item.assignee() != null) {
            if (item.candidateGroup() == null) {
                throw new Conflict("task-not-of-a-group").in(item.stateId());
            }
            throw claimed(item);
        }
        return actor.orElseThrow(() -> new Forbidden("not-your-task"));
    }

    private Actor release(WorkItem item, Asking asking) {
        item.requireOpen();
        if (!item.isDelegated() && (item.candidateGroup() == null || item.assignee() == null)) {
            throw new Conflict("nothing-to-release").in(item.stateId());
        }
        return holder(item, asking);
    }

    private Actor handOn(WorkItem item, Asking asking) {
        Actor actor = holder(item, asking);
        requireImpersonal(item);
        if (item.isDelegated()) {
            throw new Conflict("delegate-hands-back").in("delegated").by(item.owner(), item.movedAt());
        }
        return actor;
    }

    private void requireImpersonal(WorkItem item) {
        if (this.handlers.of(item.kind()).personal(item.kind())) {
            throw new Forbidden("task-is-personal");
        }
    }

    private Actor recall(WorkItem item, Asking asking) {
        item.requireOpen();
        if (!item.isDelegated()) {
            throw new Conflict("not-delegated").in(item.stateId());
        }
        return this.access.owner(item, asking.person(), asking.standing())
            .orElseThrow(() -> new Forbidden("not-your-task"));
    }

    /** Also by who decided it, once it is done. */
    private Actor copy(WorkItem item, Asking asking) {
        requireImpersonal(item);
        if (item.state() != WorkItem.State.DONE) {
            return handOn(item, asking);
        }
        return decider(item, asking.person()).orElseThrow(() -> new Forbidden("not-your-task"));
    }

    private static Optional<Actor> decider(WorkItem item, Person person) {
        if (item.state() != WorkItem.State.DONE) {
            return Optional.empty();
        }
        if (person.account().equals(item.endedBy())) {
            return Optional.of(new Actor(person, item.endedFor()));
        }
        return person.account().equals(item.endedFor()) ? Optional.of(new Actor(person, null)) : Optional.empty();
    }

    /** By everybody who sees it, except its holders and the separated administrators. */
    private Actor urge(WorkItem item, Asking asking) {
        item.requireOpen();
        if (asking.administrator()) {
            throw new Forbidden("administrators-do-not-urge");
        }
        if (this.access.actor(item, asking.person(), asking.standing()).isPresent()) {
            throw new Forbidden("urge-own-task");
        }
        List<TaskSteps.Urge> urges = this.steps.urges(List.of(item.id()));
        TaskSteps.Urge newest = urges.isEmpty() ? null : urges.get(urges.size() - 1);
        if (newest != null && !mayBeUrgedAgain(newest)) {
            throw new Conflict("urged-recently").in("urged").by(newest.by(), newest.at()).with("again", again(newest));
        }
        return new Actor(asking.person(), null);
    }

    /**
     * @param earlier the newest urge of a task; null where nobody has urged it
     */
    public boolean mayBeUrgedAgain(TaskSteps.@Nullable Urge earlier) {
        return earlier == null || !this.clock.instant().isBefore(again(earlier));
    }

    private Instant again(TaskSteps.Urge earlier) {
        return this.calendar.plusWorkingTime(earlier.at(), this.urgePause);
    }

    private Actor takeBack(WorkItem item, Asking asking) {
        if (item.isOpen()) {
            throw new Conflict("not-decided").in(item.stateId());
        }
        Actor actor = decider(item, asking.person()).orElseThrow(() -> new Forbidden("not-your-decision"));
        TaskHandler handler = this.handlers.of(item.kind());
        if (item.takenBackAt() != null) {
            throw new Conflict("taken-back-already").in("takenBack").by(item.endedBy(), item.takenBackAt());
        }
        if (!handler.mayTakeBack(item.kind())) {
            throw new Conflict("cannot-be-taken-back").in(handler.stateOf(item.caseId()));
        }
        WorkItem next = this.items.newest(item.caseId()).orElse(item);
        boolean last = this.items.lastDecided(item.caseId()).filter((done) -> done.id().equals(item.id())).isPresent();
        if (!last || !next.isOpen()) {
            throw new Conflict("acted-on-already").in(handler.stateOf(item.caseId()))
                .by(next.endedBy(), next.endedAt());
        }
        if (next.actedAt() != null) {
            throw new Conflict("acted-on-already").in(handler.stateOf(item.caseId()))
                .by(next.assignee(), next.actedAt());
        }
        return actor;
    }

    /** Who asks, looked up once. */
    private record Asking(Person person, Standing standing, boolean administrator) {

    }

    /** A task that is locked, and as whom the person acts on it. */
    record Held(WorkItem item, Actor actor) {

    }

}
