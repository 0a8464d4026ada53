package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells those above that the verification is overdue. */
@Component
class EscalateVerificationDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    EscalateVerificationDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.verificationOverdue(execution.getProcessBusinessKey());
    }

}
