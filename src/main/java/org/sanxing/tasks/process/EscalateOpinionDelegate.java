package org.sanxing.tasks.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.sanxing.tasks.usecase.TellConsultationParties;

import org.springframework.stereotype.Component;

/** Tells the owner of a task that an opinion is overdue. */
@Component
class EscalateOpinionDelegate implements JavaDelegate {

    private final TellConsultationParties tell;

    EscalateOpinionDelegate(TellConsultationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.overdue(execution.getProcessBusinessKey());
    }

}
