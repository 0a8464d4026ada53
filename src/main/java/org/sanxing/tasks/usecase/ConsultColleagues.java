package org.sanxing.tasks.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.process.ConsultationProcess;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Asks one or several colleagues for an opinion on a task; the decision stays with its
 * owner. Each colleague gets a task of their own.
 */
@UseCase
public class ConsultColleagues {

    private final TaskRules rules;

    private final WorkItems items;

    private final Consultations consultations;

    private final Colleagues colleagues;

    private final TaskHandlers handlers;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ConsultColleagues(TaskRules rules, WorkItems items, Consultations consultations, Colleagues colleagues,
            TaskHandlers handlers, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.rules = rules;
        this.items = items;
        this.consultations = consultations;
        this.colleagues = colleagues;
        this.handlers = handlers;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws InvalidInput where there is no question, or somebody unknown or already
     * asked
     */
    public List<Consultation> execute(ConsultColleaguesCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.CONSULT, command.taskId(), command.account(),
                command.revision());
        WorkItem item = held.item();
        Actor actor = held.actor();
        Set<String> but = new HashSet<>(List.of(item.holder(), actor.account()));
        this.consultations.openOf(item.id()).forEach((asked) -> but.add(asked.account()));
        List<Person> to = this.colleagues.several(command.to(), item, but);
        String question = Colleagues.needed(command.question());
        Instant now = this.clock.instant();
        this.items.actedOn(item.id(), now);
        List<Consultation> asked = new ArrayList<>();
        for (Person person : to) {
            Consultation consultation = new Consultation(Ids.next(), item.id(), item.caseId(), person.account(),
                    actor.inTheNameOf(), question, command.blocking(), now, "open", null, null, null);
            this.consultations.add(consultation);
            this.handlers.of(item.kind()).reached(item, person.account());
            this.workflow.start(ConsultationProcess.KEY, consultation.id(),
                    Map.ofEntries(ConsultationProcess.CONSULTED.with(person.account())));
            asked.add(consultation);
        }
        this.events.publishEvent(TaskEvent.of("opinionAsked", item, actor)
            .to(to.stream().map(Person::account).toList())
            .because(question));
        return asked;
    }

    /**
     * @param to accounts of the colleagues
     * @param question what they are asked
     * @param blocking whether the owner cannot decide before all of them have answered
     * @param revision that the person saw; null to leave the check out
     */
    public record ConsultColleaguesCommand(String taskId, List<String> to, @Nullable String question, boolean blocking,
            String account, @Nullable Integer revision) {

    }

}
