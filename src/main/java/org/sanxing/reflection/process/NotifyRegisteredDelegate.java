package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the author that the problems are registered. */
@Component
class NotifyRegisteredDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    NotifyRegisteredDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.registered(execution.getProcessBusinessKey());
    }

}
