package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Tells the next level and the branch secretary that the open task is overdue. */
@Component
class EscalateDelegate implements JavaDelegate {

    private final TellReviewParties tellReviewParties;

    EscalateDelegate(TellReviewParties tellReviewParties) {
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tellReviewParties.escalated(execution.getProcessBusinessKey());
    }

}
