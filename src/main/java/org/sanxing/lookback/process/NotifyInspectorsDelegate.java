package org.sanxing.lookback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.TellLookBackParties;
import org.springframework.stereotype.Component;

/** Tells those who look back. */
@Component
class NotifyInspectorsDelegate implements JavaDelegate {

    private final TellLookBackParties tell;

    NotifyInspectorsDelegate(TellLookBackParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.begun(execution.getProcessBusinessKey());
    }

}
