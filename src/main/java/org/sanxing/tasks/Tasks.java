package org.sanxing.tasks;

import java.util.Optional;

/** The task list as the modules that own the cases see it. */
public interface Tasks {

    /** The open task of a case; empty where it waits for nobody. */
    Optional<WorkItem> openTaskOf(String caseId);

    /**
     * Locks the open task of a case for the rest of the transaction, so that only one
     * action on it goes through.
     */
    Optional<WorkItem> lockOpenTaskOf(String caseId);

    /**
     * Records who completed it and how; called by whoever completes the engine's task.
     */
    void decided(String taskId, String account, String decision);

    /** Counts the open tasks of a person, groups included, and the overdue among them. */
    Counts countsOf(String account);

    record Counts(int open, int overdue) {

    }

}
