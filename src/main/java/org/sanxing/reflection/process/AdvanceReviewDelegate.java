package org.sanxing.reflection.process;

import java.util.Optional;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.AdvanceReview;

import org.springframework.stereotype.Component;

/** Finds the reviewer of the next level, or that none is left. */
@Component
class AdvanceReviewDelegate implements JavaDelegate {

    private final AdvanceReview advanceReview;

    AdvanceReviewDelegate(AdvanceReview advanceReview) {
        this.advanceReview = advanceReview;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Optional<String> reviewer = this.advanceReview.next(execution.getProcessBusinessKey());
        execution.setVariable(ReflectionReviewProcess.FURTHER_LEVEL.name(), reviewer.isPresent());
        reviewer.ifPresent((account) -> execution.setVariable(ReflectionReviewProcess.REVIEWER.name(), account));
    }

}
