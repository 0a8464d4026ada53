package org.sanxing.lookback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.TellLookBackParties;
import org.springframework.stereotype.Component;

/** Tells those above that a look-back is overdue. */
@Component
class EscalateLookBackDelegate implements JavaDelegate {

    private final TellLookBackParties tell;

    EscalateLookBackDelegate(TellLookBackParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.escalated(execution.getProcessBusinessKey());
    }

}
