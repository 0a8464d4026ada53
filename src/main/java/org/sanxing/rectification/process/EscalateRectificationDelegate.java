package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells the supervisor and the branch secretary of the delay. */
@Component
class EscalateRectificationDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    EscalateRectificationDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.escalated(execution.getProcessBusinessKey());
    }

}
