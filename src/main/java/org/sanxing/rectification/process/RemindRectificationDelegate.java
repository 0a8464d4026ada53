package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Reminds the responsible party of the deadline. */
@Component
class RemindRectificationDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    RemindRectificationDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.reminded(execution.getProcessBusinessKey());
    }

}
