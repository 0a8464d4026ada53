package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the author that the material came back. */
@Component
class NotifyReturnedDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    NotifyReturnedDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.returned(execution.getProcessBusinessKey());
    }

}
