package org.sanxing.reflection.process;

import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.AdvanceReview;
import org.sanxing.tasks.Tell;
import org.sanxing.workflow.ProcessContract;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the diagram of the review asks of the code. */
@Configuration(proxyBeanMethods = false)
class ReflectionProcessConfiguration {

    @Bean
    ProcessContract reflectionReviewProcessContract() {
        return ReflectionReviewProcess.contract();
    }

    /** Turns the answer of the table into levels, and finds the reviewer. */
    @Bean
    JavaDelegate assignReviewerDelegate(AdvanceReview advanceReview) {
        return (execution) -> {
            List<String> levels = levels(execution.getVariable(ReflectionReviewProcess.REVIEW_LEVELS));
            execution.removeVariable(ReflectionReviewProcess.REVIEW_LEVELS);
            execution.setVariable(ReflectionReviewProcess.REVIEWER.name(),
                    advanceReview.assign(execution.getProcessBusinessKey(), levels));
        };
    }

    /** None where the material comes back: its levels are fixed. */
    private static List<String> levels(@Nullable Object answer) {
        if (answer == null) {
            return List.of();
        }
        if (answer instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new IllegalStateException("The table of the levels answers no list: " + answer);
    }

    /** Finds the reviewer of the next level, or that none is left. */
    @Bean
    JavaDelegate advanceReviewDelegate(AdvanceReview advanceReview) {
        return (execution) -> {
            Optional<String> reviewer = advanceReview.next(execution.getProcessBusinessKey());
            execution.setVariable(ReflectionReviewProcess.FURTHER_LEVEL.name(), reviewer.isPresent());
            reviewer.ifPresent((account) -> execution.setVariable(ReflectionReviewProcess.REVIEWER.name(), account));
        };
    }

    @Bean
    JavaDelegate acceptReflectionDelegate(AdvanceReview advanceReview) {
        return (execution) -> advanceReview.accept(execution.getProcessBusinessKey());
    }

    /** Keeps on the record of the material that it is with its reviewer again. */
    @Bean
    JavaDelegate restoreReviewDelegate(AdvanceReview advanceReview) {
        return (execution) -> advanceReview.restored(execution.getProcessBusinessKey());
    }

    /** Finds those who register, and tells them that a task waits. */
    @Bean
    JavaDelegate notifyRegistrarsDelegate(AdvanceReview advanceReview, Tell tell) {
        return (execution) -> {
            String caseId = execution.getProcessBusinessKey();
            execution.setVariable(ReflectionReviewProcess.REGISTRARS.name(), advanceReview.registrars(caseId));
            tell.tell(ReflectionReviewProcess.KEY, caseId, "registrationWaiting", List.of("registrars"));
        };
    }

    @Bean
    @Order(20)
    NoticeEvents reflectionNotices() {
        return () -> List.of("taskWaiting", "returned", "withdrawn", "accepted", "registered", "reminded", "escalated");
    }

}
