package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.Extensions;
import org.springframework.stereotype.Component;

/** Sets the deadline that was granted. */
@Component
class ExtendDeadlineDelegate implements JavaDelegate {

    private final Extensions extensions;

    ExtendDeadlineDelegate(Extensions extensions) {
        this.extensions = extensions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.extensions.extend(execution.getProcessBusinessKey());
    }

}
