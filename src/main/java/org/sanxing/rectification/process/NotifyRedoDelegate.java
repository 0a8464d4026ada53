package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells the responsible party that it was not good enough. */
@Component
class NotifyRedoDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    NotifyRedoDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.redone(execution.getProcessBusinessKey());
    }

}
