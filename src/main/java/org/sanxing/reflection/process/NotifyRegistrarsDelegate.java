package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.AdvanceReview;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Finds those who register, and tells them that a task waits. */
@Component
class NotifyRegistrarsDelegate implements JavaDelegate {

    private final AdvanceReview advanceReview;

    private final TellReviewParties tellReviewParties;

    NotifyRegistrarsDelegate(AdvanceReview advanceReview, TellReviewParties tellReviewParties) {
        this.advanceReview = advanceReview;
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String registrars = this.advanceReview.registrars(execution.getProcessBusinessKey());
        execution.setVariable(ReflectionReviewProcess.REGISTRARS.name(), registrars);
        this.tellReviewParties.registrars(execution.getProcessBusinessKey());
    }

}
