package org.sanxing.tasks.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.sanxing.tasks.usecase.TellConsultationParties;

import org.springframework.stereotype.Component;

/** Tells the owner of a task that a colleague has given an opinion. */
@Component
class NotifyOpinionGivenDelegate implements JavaDelegate {

    private final TellConsultationParties tell;

    NotifyOpinionGivenDelegate(TellConsultationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.given(execution.getProcessBusinessKey());
    }

}
