package org.sanxing.tasks.usecase;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.context.ApplicationEventPublisher;

/** Tells those who ask for an opinion, and those who are asked. Called by the process. */
@UseCase
public class TellConsultationParties {

    private final Consultations consultations;

    private final WorkItems items;

    private final Tasks tasks;

    private final Organization organization;

    private final TaskNotices notices;

    private final ApplicationEventPublisher events;

    TellConsultationParties(Consultations consultations, WorkItems items, Tasks tasks, Organization organization,
            TaskNotices notices, ApplicationEventPublisher events) {
        this.consultations = consultations;
        this.items = items;
        this.tasks = tasks;
        this.organization = organization;
        this.notices = notices;
        this.events = events;
    }

    /** An opinion is asked; its task comes next. */
    public void consulted(String consultationId) {
        Consultation asked = get(consultationId);
        this.notices.tellOfOpinion("consulted", asked.account(), parent(asked), name(asked.askedBy()), asked.id());
    }

    /** The opinion is there. */
    public void given(String consultationId) {
        Consultation asked = get(consultationId);
        this.notices.tell("opinionGiven", askers(asked), parent(asked), name(asked.account()));
    }

    /** It is no longer asked for. */
    public void cancelled(String consultationId) {
        Consultation asked = get(consultationId);
        this.notices.tell("opinionCancelled", List.of(asked.account()), parent(asked), name(asked.askedBy()));
    }

    /** It is nearly due. */
    public void remind(String consultationId) {
        Consultation asked = get(consultationId);
        WorkItem parent = parent(asked);
        this.notices.tellOfOpinion("opinionReminded", asked.account(), parent, name(asked.askedBy()), asked.id());
        this.events
            .publishEvent(TaskEvent.of("opinionReminded", asked.caseId(), asked.taskId(), AuditRecord.SYSTEM, null)
                .to(asked.account()));
    }

    /** It is overdue: who asked is told, and may decide without it. */
    public void overdue(String consultationId) {
        Consultation asked = get(consultationId);
        this.notices.tell("opinionOverdue", askers(asked), parent(asked), name(asked.account()));
        this.events
            .publishEvent(TaskEvent.of("opinionOverdue", asked.caseId(), asked.taskId(), AuditRecord.SYSTEM, null)
                .to(asked.askedBy()));
    }

    /** Who asked, who has the task now, and those who stand in for them. */
    private Set<String> askers(Consultation asked) {
        WorkItem parent = parent(asked);
        Set<String> askers = new LinkedHashSet<>();
        for (String one : List.of(asked.askedBy(), (parent.assignee() != null) ? parent.assignee() : asked.askedBy())) {
            askers.addAll(this.tasks.peopleBehind(one, parent.kind(), parent.campaignId(), parent.excluded()));
        }
        return askers;
    }

    private Consultation get(String id) {
        return this.consultations.find(id).orElseThrow();
    }

    private WorkItem parent(Consultation asked) {
        return this.items.find(asked.taskId()).orElseThrow();
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

}
