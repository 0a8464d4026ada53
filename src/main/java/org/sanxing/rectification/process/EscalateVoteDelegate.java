package org.sanxing.rectification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.rectification.TellRectificationParties;
import org.springframework.stereotype.Component;

/** Tells the party group secretary that votes are overdue. */
@Component
class EscalateVoteDelegate implements JavaDelegate {

    private final TellRectificationParties tell;

    EscalateVoteDelegate(TellRectificationParties tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        this.tell.voteOverdue(execution.getProcessBusinessKey());
    }

}
