package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Reminds those who have the open task. */
@Component
class RemindDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    RemindDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.reminded(execution.getProcessBusinessKey());
    }

}
