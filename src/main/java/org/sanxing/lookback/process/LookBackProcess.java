package org.sanxing.lookback.process;

import java.util.Set;

import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;
import org.sanxing.workflow.Workflow;

/**
 * The ids, messages and variables of {@code LookBackProcess.bpmn}; its business key is
 * the id of the look-back.
 */
public final class LookBackProcess {

    public static final String KEY = "LookBackProcess";

    public static final String TASK_NOTIFY_INSPECTORS = "Task_NotifyInspectors";

    public static final String KIND_LOOK_BACK = "lookBack";

    public static final String MSG_CANCELLED = "Msg_LookBackCancelled";

    /** The group that looks back, or the account of the one who does in its place. */
    public static final TypedVariable<String> INSPECTORS = TypedVariable.string("inspectors");

    /** {@code consolidated} or {@code relapsed}. */
    public static final TypedVariable<String> OUTCOME = TypedVariable.string("outcome");

    private LookBackProcess() {
    }

    static ProcessContract contract() {
        return new ProcessContract(KEY, Set.of(TASK_NOTIFY_INSPECTORS, "Task_LookBack"),
                Set.of(Workflow.MSG_TASK_DUE, MSG_CANCELLED), Set.of(INSPECTORS.name(), OUTCOME.name(), Deadline.STEP));
    }

}
