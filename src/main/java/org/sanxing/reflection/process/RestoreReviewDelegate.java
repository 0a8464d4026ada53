package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Keeps on the record of the material that it is with its reviewer again. */
@Component
class RestoreReviewDelegate implements JavaDelegate {

    private final TellReviewParties tell;

    RestoreReviewDelegate(TellReviewParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.restored(execution.getProcessBusinessKey());
    }

}
