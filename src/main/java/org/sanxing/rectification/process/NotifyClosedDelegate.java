package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells everybody concerned that the entry is closed. */
@Component
class NotifyClosedDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    NotifyClosedDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.closed(execution.getProcessBusinessKey());
    }

}
