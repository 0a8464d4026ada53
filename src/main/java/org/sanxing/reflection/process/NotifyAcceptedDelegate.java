package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the author that all levels approved. */
@Component
class NotifyAcceptedDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    NotifyAcceptedDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.accepted(execution.getProcessBusinessKey());
    }

}
