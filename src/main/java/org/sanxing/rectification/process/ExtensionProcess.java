package org.sanxing.rectification.process;

import java.util.Set;

import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;
import org.sanxing.workflow.Workflow;

/**
 * The ids, messages and variables of {@code ExtensionProcess.bpmn}; its business key is
 * the id of what was asked.
 */
public final class ExtensionProcess {

    public static final String KEY = "ExtensionProcess";

    public static final String KIND_DECIDE = "decideExtension";

    public static final String MSG_CANCELLED = "Msg_ExtensionCancelled";

    /** Account of the one who decides. */
    public static final TypedVariable<String> DECIDER = TypedVariable.string("decider");

    /** {@code grant} or {@code refuse}. */
    public static final TypedVariable<String> DECISION = TypedVariable.string("decision");

    private ExtensionProcess() {
    }

    static ProcessContract contract() {
        return new ProcessContract(KEY, Set.of("Task_DecideExtension"), Set.of(Workflow.MSG_TASK_DUE, MSG_CANCELLED),
                Set.of(DECIDER.name(), DECISION.name(), Deadline.STEP));
    }

}
