package org.sanxing.registration.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.registration.RegisterProblems;
import org.springframework.stereotype.Component;

/** {@code Task_OpenLedgerEntries} of the review process. */
@Component
class OpenLedgerEntriesDelegate implements JavaDelegate {

    private final RegisterProblems registerProblems;

    OpenLedgerEntriesDelegate(RegisterProblems registerProblems) {
        this.registerProblems = registerProblems;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.registerProblems.openEntries(execution.getProcessBusinessKey());
    }

}
