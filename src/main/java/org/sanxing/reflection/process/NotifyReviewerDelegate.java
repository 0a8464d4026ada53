package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the reviewer that a task waits. */
@Component
class NotifyReviewerDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    NotifyReviewerDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.reviewer(execution.getProcessBusinessKey());
    }

}
