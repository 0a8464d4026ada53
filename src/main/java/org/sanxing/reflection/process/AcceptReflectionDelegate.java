package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.AdvanceReview;

import org.springframework.stereotype.Component;

/** Accepts the material. */
@Component
class AcceptReflectionDelegate implements JavaDelegate {

    private final AdvanceReview advanceReview;

    AcceptReflectionDelegate(AdvanceReview advanceReview) {
        this.advanceReview = advanceReview;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.advanceReview.accept(execution.getProcessBusinessKey());
    }

}
