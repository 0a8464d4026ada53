package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the reviewer that the author took it back. */
@Component
class NotifyWithdrawnDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    NotifyWithdrawnDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.withdrawn(execution.getProcessBusinessKey());
    }

}
