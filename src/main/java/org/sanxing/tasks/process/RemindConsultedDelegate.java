package org.sanxing.tasks.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.sanxing.tasks.usecase.TellConsultationParties;

import org.springframework.stereotype.Component;

/** Reminds a colleague of an opinion that is nearly due. */
@Component
class RemindConsultedDelegate implements JavaDelegate {

    private final TellConsultationParties tell;

    RemindConsultedDelegate(TellConsultationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.remind(execution.getProcessBusinessKey());
    }

}
