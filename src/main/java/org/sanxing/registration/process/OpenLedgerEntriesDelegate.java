package org.sanxing.registration.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.registration.OpenLedgerEntries;
import org.springframework.stereotype.Component;

/** {@code Task_OpenLedgerEntries} of the review process. */
@Component
class OpenLedgerEntriesDelegate implements JavaDelegate {

    private final OpenLedgerEntries openLedgerEntries;

    OpenLedgerEntriesDelegate(OpenLedgerEntries openLedgerEntries) {
        this.openLedgerEntries = openLedgerEntries;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.openLedgerEntries.execute(execution.getProcessBusinessKey());
    }

}
