package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellExtensionParties;
import org.springframework.stereotype.Component;

/** Tells who decides on the extension. */
@Component
class NotifyDeciderDelegate implements JavaDelegate {

    private final TellExtensionParties tell;

    NotifyDeciderDelegate(TellExtensionParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.asked(execution.getProcessBusinessKey());
    }

}
