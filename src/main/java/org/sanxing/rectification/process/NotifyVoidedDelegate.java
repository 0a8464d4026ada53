package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells everybody concerned that the entry is void. */
@Component
class NotifyVoidedDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    NotifyVoidedDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.voided(execution.getProcessBusinessKey());
    }

}
