package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellExtensionParties;
import org.springframework.stereotype.Component;

/** Tells those above that nobody has decided on the extension. */
@Component
class EscalateExtensionDelegate implements JavaDelegate {

    private final TellExtensionParties tell;

    EscalateExtensionDelegate(TellExtensionParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.escalated(execution.getProcessBusinessKey());
    }

}
