package org.sanxing.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What it takes to find cases that stand still, and to set them going again. What changes
 * something joins the caller's transaction.
 */
public interface CaseRepair {

    /**
     * Ids of the open user tasks, in order.
     * @param first how many to pass over
     */
    List<String> openTasks(int first, int count);

    /** Ids of those of the user tasks that are open. One statement. */
    Set<String> openAmong(Collection<String> taskIds);

    /** Those of the user tasks that are open; one statement for each. */
    List<OpenTask> open(Collection<String> taskIds);

    /** Those of the cases in which a user task is open. */
    Set<String> waiting(Collection<String> caseIds);

    /**
     * Starts a case anew at an element of the newest version of its process. What still
     * runs of it ends.
     */
    void startAt(String processKey, String caseId, String elementId, Map<String, Object> variables);

    /** Ends what runs of a case, undecided. */
    void cancel(String caseId);

    /**
     * Offers an open task to a group instead of whom it was offered to; nobody has it
     * then.
     */
    void offer(String taskId, String group);

    /** Jobs that failed as often as they are tried. */
    List<FailedJob> failedJobs(int limit);

    /** Has a failed job tried once more. */
    void tryAgain(String jobId);

    /**
     * @param task as it was when it was created, but for who has it now
     */
    record OpenTask(UserTask task, Instant since) {

    }

    /**
     * @param element name of the step in the diagram, or its id
     * @param reason first line of what went wrong
     */
    record FailedJob(String id, String caseId, String element, String reason, Instant since) {

    }

}
