package org.sanxing.rectification.process;

import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.sanxing.rectification.CallVote;
import org.sanxing.rectification.RectificationProcess;
import org.springframework.stereotype.Component;

/**
 * Fixes who is entitled to vote. The list is only there until the tasks are made from it,
 * in the same transaction.
 */
@Component
class CallVoteDelegate implements JavaDelegate {

    private final CallVote callVote;

    CallVoteDelegate(CallVote callVote) {
        this.callVote = callVote;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<String> voters = this.callVote.execute(execution.getProcessBusinessKey());
        execution.setVariable(RectificationProcess.VOTE_DECIDED.name(), false);
        execution.setVariable(RectificationProcess.AGREED.name(), false);
        execution.setVariable(RectificationProcess.PUT_OFF.name(), false);
        execution.setVariable(RectificationProcess.VOTERS.name(), Variables.untypedValue(voters, true));
    }

}
