package org.sanxing.lookback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.TellLookBackParties;
import org.springframework.stereotype.Component;

/** Reminds those who look back. */
@Component
class RemindInspectorsDelegate implements JavaDelegate {

    private final TellLookBackParties tell;

    RemindInspectorsDelegate(TellLookBackParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.reminded(execution.getProcessBusinessKey());
    }

}
