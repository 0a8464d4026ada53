package org.sanxing.tasks.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.sanxing.calendar.Deadlines;
import org.sanxing.common.Confirmation;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.ConsultationProcess;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The task of a colleague whose opinion is asked on another task. */
@Component
class GiveOpinionHandler implements TaskHandler {

    private final Consultations consultations;

    private final WorkItems items;

    private final ObjectProvider<TaskHandlers> handlers;

    private final Organization organization;

    private final Deadlines deadlines;

    GiveOpinionHandler(Consultations consultations, WorkItems items, ObjectProvider<TaskHandlers> handlers,
            Organization organization, Deadlines deadlines) {
        this.consultations = consultations;
        this.items = items;
        this.handlers = handlers;
        this.organization = organization;
        this.deadlines = deadlines;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ConsultationProcess.KIND_GIVE_OPINION);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return Set.of("opinion");
    }

    @Override
    public WorkItemFacts describe(String kind, String consultationId) {
        Consultation asked = this.consultations.find(consultationId).orElseThrow();
        WorkItem parent = this.items.find(asked.taskId()).orElseThrow();
        return new WorkItemFacts(asked.caseId(), parent.id(), parent.title(), parent.author(), parent.departmentId(),
                parent.campaignId(), parent.round(), parent.excluded(), this.deadlines.opinion());
    }

    @Override
    public boolean personal(String kind) {
        return true;
    }

    /** The owner decides without it. */
    @Override
    public void end(WorkItem item, String administrator, String reason) {
        this.consultations.cancel(this.consultations.ofOpinionTask(item), administrator, null);
    }

    @Override
    public String stateOf(String caseId) {
        return this.items.newest(caseId).map((main) -> handler(main).stateOf(caseId)).orElse("");
    }

    /** Not the author: what colleagues say to a reviewer is the reviewer's. */
    @Override
    public boolean mayRead(WorkItem item, Person person) {
        return !person.account().equals(item.author()) && this.items.find(String.valueOf(item.parentId()))
            .filter((parent) -> handler(parent).mayRead(parent, person))
            .isPresent();
    }

    /** What was asked; the opinion is never filled in. */
    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        Consultation asked = this.consultations.ofOpinionTask(item);
        return Map.of("question", asked.question(), "askedBy", this.organization.get(asked.askedBy()).ref(), "opinion",
                "");
    }

    @Override
    public Map<String, Object> formData(WorkItem item, Person person) {
        return Map.of();
    }

    @Override
    public TaskPage page(WorkItem item, Person person) {
        Consultation asked = this.consultations.ofOpinionTask(item);
        WorkItem parent = this.items.find(asked.taskId()).orElseThrow();
        TaskPage about = handler(parent).caseView(parent, person);
        Map<String, Object> model = new LinkedHashMap<>(about.model());
        model.put("caseTemplate", about.template());
        model.put("consultation", asked);
        model.put("askedBy", this.organization.get(asked.askedBy()));
        return new TaskPage("tasks/opinion", model);
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        throw new IllegalStateException("Nobody is consulted on an opinion");
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return "opinion";
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        Consultation asked = this.consultations.answer(item, data, actor.account());
        return new Outcome(stateOf(item.caseId()), decision(item.kind(), data),
                Confirmation.of("tasks.flash.opinion-given", this.organization.get(asked.askedBy()).name()));
    }

    private TaskHandler handler(WorkItem item) {
        return this.handlers.getObject().of(item.kind());
    }

}
