package org.sanxing.tasks.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.sanxing.tasks.usecase.TellConsultationParties;

import org.springframework.stereotype.Component;

/** Tells a colleague that their opinion is asked. */
@Component
class NotifyConsultedDelegate implements JavaDelegate {

    private final TellConsultationParties tell;

    NotifyConsultedDelegate(TellConsultationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.consulted(execution.getProcessBusinessKey());
    }

}
