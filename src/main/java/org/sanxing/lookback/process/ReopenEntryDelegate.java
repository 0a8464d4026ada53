package org.sanxing.lookback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.RecordLookBack;
import org.springframework.stereotype.Component;

/** Opens the entry again whose problem came back. */
@Component
class ReopenEntryDelegate implements JavaDelegate {

    private final RecordLookBack recordLookBack;

    ReopenEntryDelegate(RecordLookBack recordLookBack) {
        this.recordLookBack = recordLookBack;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.recordLookBack.reopen(execution.getProcessBusinessKey());
    }

}
