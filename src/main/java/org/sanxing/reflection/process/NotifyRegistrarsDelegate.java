package org.sanxing.reflection.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.reflection.usecase.AssignRegistrars;
import org.sanxing.reflection.usecase.TellReviewParties;

import org.springframework.stereotype.Component;

/** Finds those who register, and tells them that a task waits. */
@Component
class NotifyRegistrarsDelegate implements JavaDelegate {

    private final AssignRegistrars assignRegistrars;

    private final TellReviewParties tellReviewParties;

    NotifyRegistrarsDelegate(AssignRegistrars assignRegistrars, TellReviewParties tellReviewParties) {
        this.assignRegistrars = assignRegistrars;
        this.tellReviewParties = tellReviewParties;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String registrars = this.assignRegistrars.execute(execution.getProcessBusinessKey());
        execution.setVariable(ReflectionReviewProcess.REGISTRARS.name(), registrars);
        this.tellReviewParties.registrars(execution.getProcessBusinessKey());
    }

}
