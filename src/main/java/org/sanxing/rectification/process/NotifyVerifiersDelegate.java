package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells those who verify. */
@Component
class NotifyVerifiersDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    NotifyVerifiersDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.verifiers(execution.getProcessBusinessKey());
    }

}
