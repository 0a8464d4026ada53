package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellExtensionParties;
import org.springframework.stereotype.Component;

/** Reminds who decides on the extension. */
@Component
class RemindExtensionDelegate implements JavaDelegate {

    private final TellExtensionParties tell;

    RemindExtensionDelegate(TellExtensionParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.reminded(execution.getProcessBusinessKey());
    }

}
