package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellExtensionParties;
import org.springframework.stereotype.Component;

/** Tells who asked for the extension how it was decided. */
@Component
class NotifyExtensionDecidedDelegate implements JavaDelegate {

    private final TellExtensionParties tell;

    NotifyExtensionDecidedDelegate(TellExtensionParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.decided(execution.getProcessBusinessKey());
    }

}
