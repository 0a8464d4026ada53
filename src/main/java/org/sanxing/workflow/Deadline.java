package org.sanxing.workflow;

import java.util.Locale;

/**
 * What is announced of the deadline of a task: the fact {@link #STEP} by which a diagram
 * decides who is told, beside the kind of the task meant.
 */
public enum Deadline {

    REMINDER("ReminderDue"), OVERDUE("Overdue"), ESCALATION("EscalationDue");

    /** The variable that says which of these has come. */
    public static final String STEP = "step";

    /** The variable that says which kind of task it has come for. */
    public static final String TASK = "task";

    private final String earlier;

    Deadline(String earlier) {
        this.earlier = earlier;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a message is the one of this on an earlier diagram, where each task had its
     * own, such as {@code Msg_ReviewReminderDue}.
     */
    boolean isEarlier(String message) {
        return message.endsWith(this.earlier);
    }

}
