package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells the responsible party that the rectification begins. */
@Component
class NotifyResponsibleDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    NotifyResponsibleDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.assigned(execution.getProcessBusinessKey());
    }

}
