package org.sanxing.tasks.usecase;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;

/** The owner does without an opinion that was asked; the colleague is told. */
@UseCase
public class CancelConsultation {

    private final TaskRules rules;

    private final Consultations consultations;

    CancelConsultation(TaskRules rules, Consultations consultations) {
        this.rules = rules;
        this.consultations = consultations;
    }

    /**
     * @throws NotFound where nothing of this id was asked for the task
     * @throws Conflict where it was answered or cancelled already
     */
    public void execute(CancelConsultationCommand command) {
        TaskRules.Held held = this.rules.hold(Operation.CONSULT, command.taskId(), command.account(), null);
        Consultation asked = this.consultations.find(command.consultationId())
            .filter((found) -> found.taskId().equals(command.taskId()))
            .orElseThrow(() -> new NotFound("consultation"));
        if (!asked.isOpen()) {
            throw ended(asked);
        }
        if (!this.consultations.cancel(asked, held.actor().account(), held.actor().onBehalfOf())) {
            throw ended(this.consultations.find(asked.id()).orElse(asked));
        }
    }

    private static Conflict ended(Consultation asked) {
        return new Conflict("consultation-ended").in(asked.state())
            .by("answered".equals(asked.state()) ? asked.account() : asked.askedBy(), asked.endedAt());
    }

    public record CancelConsultationCommand(String taskId, String consultationId, String account) {

    }

}
