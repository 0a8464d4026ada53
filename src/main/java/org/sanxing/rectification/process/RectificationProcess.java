package org.sanxing.rectification.process;

import java.util.Collection;
import java.util.Set;

import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;
import org.sanxing.workflow.Workflow;

/**
 * The ids, messages and variables of {@code RectificationProcess.bpmn}; its business key
 * is the id of the ledger entry.
 */
public final class RectificationProcess {

    public static final String KEY = "RectificationProcess";

    public static final String TASK_NOTIFY_RESPONSIBLE = "Task_NotifyResponsible";

    public static final String TASK_NOTIFY_VERIFIERS = "Task_NotifyVerifiers";

    public static final String TASK_CALL_VOTE = "Task_CallVote";

    public static final String KIND_RECTIFY = "rectify";

    public static final String KIND_VERIFY = "verifyRectification";

    public static final String KIND_VOTE = "voteCloseOut";

    public static final String MSG_DECISION_DECLARED = "Msg_DecisionDeclared";

    public static final String MSG_VOIDED = "Msg_EntryVoided";

    /** Account of the responsible party. */
    public static final TypedVariable<String> RESPONSIBLE = TypedVariable.string("responsible");

    /** The group that verifies, or the account of the one who does in its place. */
    public static final TypedVariable<String> VERIFIERS = TypedVariable.string("verifiers");

    /** {@code pass} or {@code redo}. */
    public static final TypedVariable<String> DECISION = TypedVariable.string("decision");

    /** Whether the outcome of the vote cannot change any more. */
    public static final TypedVariable<Boolean> VOTE_DECIDED = new TypedVariable<>("voteDecided", Boolean.class);

    /** Whether the party group agreed. */
    public static final TypedVariable<Boolean> AGREED = new TypedVariable<>("agreed", Boolean.class);

    /** Whether a meeting put the decision off, so that it is voted on anew. */
    public static final TypedVariable<Boolean> PUT_OFF = new TypedVariable<>("putOff", Boolean.class);

    /** Accounts of those who vote; read once, when their tasks are made, and not kept. */
    @SuppressWarnings("rawtypes")
    static final TypedVariable<Collection> VOTERS = new TypedVariable<>("voters", Collection.class);

    /** Account of the one whose vote a task is. */
    static final TypedVariable<String> VOTER = TypedVariable.string("voter");

    private RectificationProcess() {
    }

    static ProcessContract contract() {
        return new ProcessContract(KEY,
                Set.of(TASK_NOTIFY_RESPONSIBLE, "Task_Rectify", TASK_NOTIFY_VERIFIERS, "Task_VerifyRectification",
                        TASK_CALL_VOTE, "Task_VoteCloseOut"),
                Set.of(Workflow.MSG_TASK_DUE, MSG_DECISION_DECLARED, MSG_VOIDED),
                Set.of(RESPONSIBLE.name(), VERIFIERS.name(), DECISION.name(), VOTE_DECIDED.name(), AGREED.name(),
                        PUT_OFF.name(), VOTERS.name(), VOTER.name(), Deadline.STEP));
    }

}
