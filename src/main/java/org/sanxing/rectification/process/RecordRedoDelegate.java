package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.RecordRedo;
import org.sanxing.rectification.RectificationProcess;
import org.springframework.stereotype.Component;

/** Keeps on record that it was not good enough, and sets a new time limit. */
@Component
class RecordRedoDelegate implements JavaDelegate {

    private final RecordRedo recordRedo;

    RecordRedoDelegate(RecordRedo recordRedo) {
        this.recordRedo = recordRedo;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String responsible = this.recordRedo.execute(execution.getProcessBusinessKey());
        execution.setVariable(RectificationProcess.RESPONSIBLE.name(), responsible);
    }

}
