package org.sanxing.tasks;

import java.util.Set;

import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;
import org.sanxing.workflow.Workflow;

/**
 * The ids, messages and variables of {@code ConsultationProcess.bpmn}; its business key
 * is the id of the consultation.
 */
public final class ConsultationProcess {

    public static final String KEY = "ConsultationProcess";

    public static final String KIND_GIVE_OPINION = "giveOpinion";

    public static final String MSG_CANCELLED = "Msg_ConsultationCancelled";

    /** Account of the colleague who is asked. */
    public static final TypedVariable<String> CONSULTED = TypedVariable.string("consulted");

    public static final String TASK_GIVE_OPINION = "Task_GiveOpinion";

    private ConsultationProcess() {
    }

    public static ProcessContract contract() {
        return new ProcessContract(KEY, Set.of(TASK_GIVE_OPINION), Set.of(Workflow.MSG_TASK_DUE, MSG_CANCELLED),
                Set.of(CONSULTED.name(), Deadline.STEP));
    }

}
