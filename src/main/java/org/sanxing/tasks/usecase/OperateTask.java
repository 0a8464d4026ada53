package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.ConsultationProcess;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What people do with a task beside deciding it. {@link TaskRules} says who may when;
 * here stands what comes of it.
 */
@UseCase
public class OperateTask {

    private final TaskRules rules;

    private final WorkItems items;

    private final TaskSteps steps;

    private final Consultations consultations;

    private final Colleagues colleagues;

    private final TaskHandlers handlers;

    private final Tasks tasks;

    private final TaskNotices notices;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    OperateTask(TaskRules rules, WorkItems items, TaskSteps steps, Consultations consultations, Colleagues colleagues,
            TaskHandlers handlers, Tasks tasks, TaskNotices notices, Workflow workflow,
            ApplicationEventPublisher events, Clock clock) {
        this.rules = rules;
        this.items = items;
        this.steps = steps;
        this.consultations = consultations;
        this.colleagues = colleagues;
        this.handlers = handlers;
        this.tasks = tasks;
        this.notices = notices;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the task as it is now; after a taking back the one that is open again
     * @throws NotFound where the person may not see the task
     * @throws org.sanxing.common.Forbidden where they may not do this with it, or whom
     * they name may not have it
     * @throws Conflict where its state does not allow it
     * @throws InvalidInput where nobody, or somebody unknown, is named
     */
    public WorkItem execute(Operation operation, OperateTaskCommand command) {
        if ((operation == Operation.TRANSFER || operation == Operation.DELEGATE) && command.to().size() > 1) {
            throw new InvalidInput(Colleagues.FIELD, "one-person");
        }
        if (operation == Operation.TAKE_BACK) {
            // What came of the decision first: the order in which acting on that locks.
            this.items.find(command.taskId()).ifPresent((seen) -> this.tasks.lockOpenTaskOf(seen.caseId()));
        }
        TaskRules.Held held = this.rules.hold(operation, command.taskId(), command.account(), command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        WorkItem after = item;
        switch (operation) {
            case CLAIM -> {
                this.items.pass(item, actor.inTheNameOf(), false, null, this.clock.instant());
                done(item, TaskSteps.Kind.CLAIMED, "taskClaimed", actor, null, null);
            }
            case RELEASE -> release(item, actor, Colleagues.reason(command.reason()));
            case TRANSFER -> transfer(item, actor, command);
            case DELEGATE -> delegate(item, actor, command);
            case RECALL -> {
                String reason = Colleagues.reason(command.reason());
                this.items.pass(item, String.valueOf(item.owner()), item.entrusted(), null, this.clock.instant());
                done(item, TaskSteps.Kind.RECALLED, "taskRecalled", actor, item.holder(), reason);
                this.notices.tell("recalled", List.of(item.holder()), item, actor);
            }
            case CONSULT -> consult(item, actor, command);
            case COPY -> copy(item, actor, command);
            case URGE -> {
                String reason = Colleagues.reason(command.reason());
                Set<String> told = this.tasks.peopleBehind(item.holder(), item.kind(), item.campaignId(),
                        item.excluded());
                this.steps.addUrge(item.id(), actor.account(), reason, this.clock.instant());
                this.events.publishEvent(TaskEvent.of("taskUrged", item, actor).to(told).because(reason));
                this.notices.tell("urged", told, item, actor);
            }
            case TAKE_BACK -> after = takeBack(item, actor, Colleagues.reason(command.reason()));
            case COMPLETE -> throw new IllegalArgumentException("A task is completed with its form");
        }
        return this.items.find(after.id()).orElseThrow();
    }

    /** Kept with the task, and in the record. */
    private void done(WorkItem item, TaskSteps.Kind step, String event, Actor actor, @Nullable String target,
            @Nullable String reason) {
        this.steps.add(item, step, actor, target, reason, null, this.clock.instant());
        TaskEvent told = TaskEvent.of(event, item, actor);
        this.events.publishEvent(((target != null) ? told.to(target) : told).because(reason));
    }

    /** To the group; a delegate's goes to its owner without a proposal. */
    private void release(WorkItem item, Actor actor, @Nullable String reason) {
        String owner = item.owner();
        if (owner != null) {
            this.items.pass(item, owner, item.entrusted(), null, this.clock.instant());
            done(item, TaskSteps.Kind.HANDED_BACK, "taskHandedBack", actor, owner, reason);
            this.notices.tell("handedBack", List.of(owner), item, actor);
        }
        else {
            this.items.pass(item, String.valueOf(item.candidateGroup()), false, null, this.clock.instant());
            done(item, TaskSteps.Kind.RELEASED, "taskReleased", actor, null, reason);
        }
    }

    /** For good; its deadline stays. */
    private void transfer(WorkItem item, Actor actor, OperateTaskCommand command) {
        String to = this.colleagues.several(command.to(), item, Set.copyOf(List.of(item.holder(), actor.account())))
            .get(0)
            .account();
        String reason = Colleagues.reason(command.reason());
        this.items.pass(item, to, true, null, this.clock.instant());
        this.handlers.of(item.kind()).reached(item, to);
        done(item, TaskSteps.Kind.TRANSFERRED, "taskTransferred", actor, to, reason);
        this.notices.tellHolders("transferred", to, item, actor);
    }

    /** To be prepared; it comes back to its owner, who decides. Its deadline stays. */
    private void delegate(WorkItem item, Actor actor, OperateTaskCommand command) {
        String owner = actor.inTheNameOf();
        String to = this.colleagues
            .several(command.to(), item, Set.copyOf(List.of(item.holder(), owner, actor.account())))
            .get(0)
            .account();
        String reason = Colleagues.reason(command.reason());
        this.items.pass(item, to, item.entrusted(), owner, this.clock.instant());
        this.handlers.of(item.kind()).reached(item, to);
        done(item, TaskSteps.Kind.DELEGATED, "taskDelegated", actor, to, reason);
        this.notices.tellHolders("delegated", to, item, actor);
    }

    /** Each colleague gets a task of their own; the decision stays with the owner. */
    private void consult(WorkItem item, Actor actor, OperateTaskCommand command) {
        Set<String> but = new HashSet<>(List.of(item.holder(), actor.account()));
        this.consultations.openOf(item.id()).forEach((asked) -> but.add(asked.account()));
        List<Person> to = this.colleagues.several(command.to(), item, but);
        String question = Colleagues.needed(command.reason());
        Instant now = this.clock.instant();
        this.items.actedOn(item.id(), now);
        for (Person person : to) {
            Consultation asked = new Consultation(Ids.next(), item.id(), item.caseId(), person.account(),
                    actor.inTheNameOf(), question, command.blocking(), now, "open", null, null, null);
            this.consultations.add(asked);
            this.handlers.of(item.kind()).reached(item, person.account());
            this.workflow.start(ConsultationProcess.KEY, asked.id(),
                    Map.ofEntries(ConsultationProcess.CONSULTED.with(person.account())));
        }
        this.events.publishEvent(TaskEvent.of("opinionAsked", item, actor)
            .to(to.stream().map(Person::account).toList())
            .because(question));
    }

    private void copy(WorkItem item, Actor actor, OperateTaskCommand command) {
        Set<String> but = new HashSet<>(Set.of(actor.account()));
        this.steps.copies(item.id()).forEach((copy) -> but.add(copy.account()));
        List<String> to = this.colleagues.several(command.to(), item, but).stream().map(Person::account).toList();
        String reason = Colleagues.reason(command.reason());
        Instant now = this.clock.instant();
        this.items.actedOn(item.id(), now);
        for (String account : to) {
            this.steps.addCopy(item.id(), account, actor.account(), reason, now);
            this.handlers.of(item.kind()).reached(item, account);
        }
        this.events.publishEvent(TaskEvent.of("taskCopied", item, actor).to(to).because(reason));
        this.notices.tell("copied", to, item, actor);
    }

    private WorkItem takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        WorkItem undone = this.tasks.openTaskOf(decided.caseId()).orElseThrow();
        this.handlers.of(decided.kind()).takeBack(decided, actor, reason);
        WorkItem again = this.items.newest(decided.caseId())
            .filter(WorkItem::isOpen)
            .filter((item) -> !item.id().equals(undone.id()))
            .orElseThrow(() -> new Conflict("cannot-be-taken-back").in(decided.decision()));
        this.items.takenBack(decided, again, this.clock.instant());
        done(decided, TaskSteps.Kind.TAKEN_BACK, "decisionTakenBack", actor, null, reason);
        Set<String> told = new HashSet<>(
                this.tasks.peopleBehind(undone.holder(), undone.kind(), undone.campaignId(), null));
        told.add(decided.author());
        told.remove(actor.account());
        this.notices.tell("takenBack", told, decided, actor);
        return again;
    }

    /**
     * The owner does without an opinion that was asked; the colleague is told.
     * @throws NotFound where nothing of this id was asked for the task
     * @throws Conflict where it was answered or cancelled already
     */
    public void cancelConsultation(String taskId, String consultationId, String account) {
        TaskRules.Held held = this.rules.hold(Operation.CONSULT, taskId, account, null);
        Consultation asked = this.consultations.find(consultationId)
            .filter((found) -> found.taskId().equals(taskId))
            .orElseThrow(() -> new NotFound("consultation"));
        if (!asked.isOpen() || !this.consultations.cancel(asked, held.actor().account(), held.actor().onBehalfOf())) {
            Consultation ended = this.consultations.find(asked.id()).orElse(asked);
            throw new Conflict("consultation-ended").in(ended.state())
                .by("answered".equals(ended.state()) ? ended.account() : ended.askedBy(), ended.endedAt());
        }
    }

    /**
     * @param to accounts of the new holder, of the colleagues asked, or of those told;
     * empty for the other operations
     * @param reason what is said with it; the question where an opinion is asked
     * @param blocking whether the owner cannot decide before all opinions are there
     * @param revision that the person saw; null to leave the check out
     */
    public record OperateTaskCommand(String taskId, List<String> to, @Nullable String reason, boolean blocking,
            String account, @Nullable Integer revision) {

    }

}
