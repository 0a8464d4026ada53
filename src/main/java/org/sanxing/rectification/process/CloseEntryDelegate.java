package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.CloseEntry;
import org.springframework.stereotype.Component;

/** Closes the entry, as the party group agreed. */
@Component
class CloseEntryDelegate implements JavaDelegate {

    private final CloseEntry closeEntry;

    CloseEntryDelegate(CloseEntry closeEntry) {
        this.closeEntry = closeEntry;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.closeEntry.execute(execution.getProcessBusinessKey());
    }

}
