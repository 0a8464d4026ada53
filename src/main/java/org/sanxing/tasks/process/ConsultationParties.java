package org.sanxing.tasks.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.notification.Notice;
import org.sanxing.tasks.CaseParties;
import org.sanxing.tasks.ConsultationProcess;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.TaskNotices;

import org.springframework.stereotype.Component;

/** Who is told what of an opinion that is asked for. */
@Component
class ConsultationParties extends CaseParties<ConsultationParties.Case> {

    private final Consultations consultations;

    private final WorkItems items;

    ConsultationParties(Means means, Consultations consultations, WorkItems items) {
        super(ConsultationProcess.KEY, means);
        this.consultations = consultations;
        this.items = items;
        role("consulted", (about) -> List.of(about.asked.account()));
        role("askers", this::askers);
        notice("consulted", (about, to) -> ofOpinion("consulted", to, about));
        notice("opinionGiven",
                (about, to) -> TaskNotices.of("opinionGiven", to, about.parent, name(about.asked.account())));
        notice("opinionCancelled",
                (about, to) -> TaskNotices.of("opinionCancelled", to, about.parent, name(about.asked.askedBy())));
        notice("opinionReminded", (about, to) -> ofOpinion("opinionReminded", to, about),
                (about, to) -> record("opinionReminded", about.asked, about.asked.account()));
        notice("opinionOverdue",
                (about, to) -> TaskNotices.of("opinionOverdue", to, about.parent, name(about.asked.account())),
                (about, to) -> record("opinionOverdue", about.asked, about.asked.askedBy()));
    }

    @Override
    protected Case find(String consultationId) {
        Consultation asked = this.consultations.find(consultationId).orElseThrow();
        return new Case(asked, this.items.find(asked.taskId()).orElseThrow());
    }

    /** Who asked, who has the task now, and those who stand in for them. */
    private Set<String> askers(Case about) {
        WorkItem parent = about.parent;
        String askedBy = about.asked.askedBy();
        Set<String> askers = new LinkedHashSet<>();
        for (String one : List.of(askedBy, (parent.assignee() != null) ? parent.assignee() : askedBy)) {
            askers.addAll(behind(one, parent.kind(), parent.campaignId(), parent.excluded()));
        }
        return askers;
    }

    /** Leads to the task in which the opinion is given, which comes after this. */
    private Notice ofOpinion(String event, java.util.Collection<String> to, Case about) {
        return Notice
            .of(event, to, about.parent.caseId(), "/tasks/opinions/" + about.asked.id(), about.parent.title(),
                    name(about.asked.askedBy()))
            .about(about.parent.author());
    }

    private void record(String action, Consultation asked, String to) {
        publish(TaskEvent.of(action, asked.caseId(), asked.taskId(), AuditRecord.SYSTEM, null).to(to));
    }

    record Case(Consultation asked, WorkItem parent) {

    }

}
