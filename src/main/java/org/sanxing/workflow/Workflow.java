package org.sanxing.workflow;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The engine as the other modules see it. Every call joins the caller's transaction.
 */
public interface Workflow {

    /**
     * With it every deadline of a case is announced; a sub-process of each diagram waits
     * for it as long as the case runs.
     */
    String MSG_TASK_DUE = "Msg_TaskDue";

    /**
     * Starts the newest version of a process.
     * @param businessKey id of the case
     */
    void start(String processKey, String businessKey, Map<String, Object> variables);

    /**
     * Starts a version of a process.
     * @param definition the engine's id of it
     * @param businessKey id of the case
     */
    void startVersion(String definition, String businessKey, Map<String, Object> variables);

    /**
     * Starts the newest version of a process for many cases at once.
     * @param cases variables by business key
     */
    void startAll(String processKey, Map<String, Map<String, Object>> cases);

    /**
     * Completes a task, with the facts that the following gateways read.
     */
    void complete(String taskId, Map<String, Object> variables);

    /**
     * Correlates a message with the one case that waits for it.
     * @return false where nothing waits for it
     */
    boolean correlate(String message, String businessKey);

    /**
     * Correlates a message with the one case that waits for it, and gives it the facts
     * that the following gateways read.
     * @return false where nothing waits for it
     */
    boolean correlate(String message, String businessKey, Map<String, Object> variables);

    /** Whether something of the case waits for the message. */
    boolean awaits(String message, String businessKey);

    /**
     * Sends a message to the one process in which the task is open.
     * @return false where nothing waits for it there
     */
    boolean correlateAt(String message, String taskId);

    /**
     * Announces the deadline of an open task to its process.
     * @return false where nobody is to be told
     */
    boolean announceAt(String taskId, Deadline step);

    /**
     * Announces the deadline that a case keeps itself.
     * @param kind of the tasks that it is for
     * @return false where nobody is to be told
     */
    boolean announce(String businessKey, String kind, Deadline step);

    /** Sets a routing fact of the process in which the task is open. */
    void setVariable(String taskId, String name, Object value);

    /**
     * Tells the engine who has a task that is completed in this transaction.
     * @param assignee account
     */
    void claim(String taskId, String assignee);

    /**
     * Tells the engine who has an open task.
     * @param assignee account; null where its group has it
     * @param owner account of the one who delegated it; null where it is not delegated
     */
    void assign(String taskId, @Nullable String assignee, @Nullable String owner);

    /**
     * The form of an open task, from the deployment that the case runs on.
     * @return the text of the {@code .form} file
     * @throws org.sanxing.common.Conflict where the task was completed meanwhile and its
     * form is not at hand
     */
    String taskForm(String taskId);

    /** The form of the start event of the newest version of a process. */
    String startForm(String processKey);

}
