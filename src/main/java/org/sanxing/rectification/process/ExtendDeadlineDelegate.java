package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.ExtendDeadline;
import org.springframework.stereotype.Component;

/** Sets the deadline that was granted. */
@Component
class ExtendDeadlineDelegate implements JavaDelegate {

    private final ExtendDeadline extendDeadline;

    ExtendDeadlineDelegate(ExtendDeadline extendDeadline) {
        this.extendDeadline = extendDeadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.extendDeadline.execute(execution.getProcessBusinessKey());
    }

}
