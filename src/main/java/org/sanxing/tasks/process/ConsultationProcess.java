package org.sanxing.tasks.process;

import java.util.Set;

import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;

/**
 * The ids, messages and variables of {@code ConsultationProcess.bpmn}; its business key
 * is the id of the consultation.
 */
public final class ConsultationProcess {

    public static final String KEY = "ConsultationProcess";

    public static final String KIND_GIVE_OPINION = "giveOpinion";

    public static final String MSG_CANCELLED = "Msg_ConsultationCancelled";

    public static final String MSG_REMINDER_DUE = "Msg_OpinionReminderDue";

    public static final String MSG_OVERDUE = "Msg_OpinionOverdue";

    /** Account of the colleague who is asked. */
    public static final TypedVariable<String> CONSULTED = TypedVariable.string("consulted");

    static final String TASK_GIVE_OPINION = "Task_GiveOpinion";

    private ConsultationProcess() {
    }

    static ProcessContract contract() {
        return new ProcessContract(KEY, Set.of(TASK_GIVE_OPINION), Set.of(MSG_CANCELLED, MSG_REMINDER_DUE, MSG_OVERDUE),
                Set.of(CONSULTED.name()));
    }

}
