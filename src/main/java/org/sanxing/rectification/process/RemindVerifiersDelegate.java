package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Reminds those who verify. */
@Component
class RemindVerifiersDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    RemindVerifiersDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.verifiersReminded(execution.getProcessBusinessKey());
    }

}
