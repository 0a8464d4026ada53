package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.tasks.list.WorkItems;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskSteps;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Decides a task: checks who asks, holds the row so that one decision goes through,
 * validates the form and lets the owning module decide, all in one transaction. What a
 * delegate fills in is a proposal, with which the task goes back to its owner.
 */
@UseCase
public class CompleteTask {

    /** What a delegate's completion is called where a decision is named. */
    static final String HANDED_BACK = "handedBack";

    private final TaskRules rules;

    private final WorkItems items;

    private final Tasks tasks;

    private final TaskSteps steps;

    private final Consultations consultations;

    private final TaskHandlers handlers;

    private final TaskForms forms;

    private final TaskNotices notices;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final JsonMapper json;

    private final Clock clock;

    CompleteTask(TaskRules rules, WorkItems items, Tasks tasks, TaskSteps steps, Consultations consultations,
            TaskHandlers handlers, TaskForms forms, TaskNotices notices, Organization organization,
            ApplicationEventPublisher events, JsonMapper json, Clock clock) {
        this.rules = rules;
        this.items = items;
        this.tasks = tasks;
        this.steps = steps;
        this.consultations = consultations;
        this.handlers = handlers;
        this.forms = forms;
        this.notices = notices;
        this.organization = organization;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.NotFound where the person may not see the task
     * @throws org.sanxing.common.Forbidden where the person may see it but does not have
     * it
     * @throws Conflict where it is done already, with who and when, or changed meanwhile,
     * or waits for opinions
     * @throws org.sanxing.common.InvalidInput where the form is not filled in as it asks
     */
    public Completed execute(CompleteTaskCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.COMPLETE, command.taskId(), command.account(),
                command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        Map<String, Object> data = validated(item, command.data(), actor);
        if (item.owner() != null) {
            return new Completed(item.caseId(), handBack(item, item.owner(), actor, data));
        }
        requireOpinions(item);
        if (item.assignee() == null) {
            this.items.claim(item, actor.inTheNameOf(), this.clock.instant());
        }
        this.tasks.deciding(item.id(), actor.account(), actor.onBehalfOf(),
                this.handlers.of(item.kind()).decision(item.kind(), data));
        TaskHandler.Outcome outcome = this.handlers.of(item.kind()).complete(item, data, actor);
        this.tasks.decided(item.id(), actor.account(), actor.onBehalfOf(), outcome.decision());
        return new Completed(item.caseId(), outcome);
    }

    private Map<String, Object> validated(WorkItem item, Map<String, Object> data, Actor actor) {
        try {
            return this.forms.validate(item, data);
        }
        catch (InvalidInput refused) {
            List<FieldError> more = item.isDelegated() ? List.of()
                    : this.handlers.of(item.kind()).alsoWrong(item, data, actor);
            Set<String> told = refused.errors().stream().map(FieldError::field).collect(Collectors.toSet());
            throw new InvalidInput(
                    Stream.concat(refused.errors().stream(), more.stream().filter((one) -> !told.contains(one.field())))
                        .toList());
        }
    }

    private TaskHandler.Outcome handBack(WorkItem item, String owner, Actor actor, Map<String, Object> data) {
        this.handlers.of(item.kind()).handedBack(item, data, actor);
        this.items.pass(item, owner, item.entrusted(), null, this.clock.instant());
        this.steps.add(item, TaskSteps.Kind.HANDED_BACK, actor, owner, null, this.json.writeValueAsString(data),
                this.clock.instant());
        this.events.publishEvent(TaskEvent.of("taskHandedBack", item, actor)
            .to(owner)
            .because((data.get("opinion") instanceof String opinion && !Texts.isBlank(opinion)) ? opinion : null));
        this.notices.tell(HANDED_BACK, List.of(owner), item, actor);
        String name = this.organization.find(owner).map(Person::name).orElse(owner);
        return new TaskHandler.Outcome(this.handlers.of(item.kind()).stateOf(item.caseId()), HANDED_BACK,
                Confirmation.of("tasks.flash.handed-back", name));
    }

    private void requireOpinions(WorkItem item) {
        if (this.handlers.of(item.kind()).personal(item.kind())) {
            return;
        }
        List<Consultations.Consultation> awaited = this.consultations.openOf(item.id())
            .stream()
            .filter(Consultations.Consultation::blocking)
            .toList();
        if (!awaited.isEmpty()) {
            throw new Conflict("opinions-awaited", awaited.size()).in("consulting")
                .with("awaited",
                        this.organization.findAll(awaited.stream().map(Consultations.Consultation::account).toList())
                            .values()
                            .stream()
                            .map(Person::ref)
                            .toList());
        }
    }

    public record Completed(String caseId, TaskHandler.Outcome outcome) {

    }

    /**
     * @param data the form's fields as the API takes them
     * @param revision that the person saw; null to leave the check out
     */
    public record CompleteTaskCommand(String taskId, Map<String, Object> data, String account,
            @Nullable Integer revision) {

    }

}
