package org.sanxing.workflow;

/**
 * Told of every user task within the engine's transaction (design.md, rule 4). There is
 * one: the task list.
 */
public interface UserTaskObserver {

    void created(UserTask task);

    void completed(String taskId);

    /** The task went away undecided: withdrawn, or its case was cancelled. */
    void deleted(String taskId);

}
