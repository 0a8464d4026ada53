package org.sanxing.reflection.process;

import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.AdvanceReview;

import org.springframework.stereotype.Component;

/** Turns the answer of the table into levels, and finds the reviewer. */
@Component
class AssignReviewerDelegate implements JavaDelegate {

    private final AdvanceReview advanceReview;

    AssignReviewerDelegate(AdvanceReview advanceReview) {
        this.advanceReview = advanceReview;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<String> levels = levels(execution.getVariable(ReflectionReviewProcess.REVIEW_LEVELS));
        execution.removeVariable(ReflectionReviewProcess.REVIEW_LEVELS);
        String reviewer = this.advanceReview.assign(execution.getProcessBusinessKey(), levels);
        execution.setVariable(ReflectionReviewProcess.REVIEWER.name(), reviewer);
    }

    private static List<String> levels(Object answer) {
        return (answer instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
    }

}
