package org.sanxing.lookback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.TellLookBackParties;
import org.springframework.stereotype.Component;

/** Tells what the look-back found. */
@Component
class NotifyLookedBackDelegate implements JavaDelegate {

    private final TellLookBackParties tell;

    NotifyLookedBackDelegate(TellLookBackParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.done(execution.getProcessBusinessKey());
    }

}
