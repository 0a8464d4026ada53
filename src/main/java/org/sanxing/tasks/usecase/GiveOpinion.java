package org.sanxing.tasks.usecase;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/** A colleague who was asked gives an opinion. */
@UseCase
public class GiveOpinion {

    static final String OPINION = "opinion";

    private final Consultations consultations;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final JsonMapper json;

    GiveOpinion(Consultations consultations, Workflow workflow, ApplicationEventPublisher events, JsonMapper json) {
        this.consultations = consultations;
        this.workflow = workflow;
        this.events = events;
        this.json = json;
    }

    /**
     * @param item the colleague's task, locked
     * @param data validated against its form
     */
    public Consultation execute(WorkItem item, Map<String, Object> data, Actor actor) {
        Consultation asked = this.consultations.ofOpinionTask(item);
        String opinion = String.valueOf(data.get(OPINION));
        Map<String, Object> extra = new LinkedHashMap<>(data);
        extra.remove(OPINION);
        if (!this.consultations.answered(asked.id(), opinion, this.json.writeValueAsString(extra))) {
            throw new Conflict("consultation-ended").in("cancelled").by(asked.askedBy(), null);
        }
        this.events.publishEvent(TaskEvent.of("opinionGiven", asked.caseId(), asked.taskId(), actor.account(), null)
            .to(asked.askedBy())
            .because(opinion));
        this.workflow.complete(item.id(), Map.of());
        return asked;
    }

}
