package org.sanxing.tasks;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NavigationEntry;

/** The task list as the modules that own the cases see it. */
public interface Tasks {

    /**
     * The open task of a case; empty where it waits for nobody. Opinions that somebody
     * asked for are not meant.
     */
    Optional<WorkItem> openTaskOf(String caseId);

    /**
     * Locks the open task of a case for the rest of the transaction, so that only one
     * action on it goes through.
     */
    Optional<WorkItem> lockOpenTaskOf(String caseId);

    /**
     * Whether the open task of the case is with the person now: in their own name, as a
     * deputy, or as the one who delegated it.
     */
    boolean isWith(String caseId, String account);

    /** Cases that were added in this transaction, none of which has a task yet. */
    void added(Collection<String> caseIds);

    /**
     * Says beforehand what {@link #decided} is going to record, so that it is recorded
     * with the end of the task.
     */
    void deciding(String taskId, String account, @Nullable String onBehalfOf, String decision);

    /**
     * Records who completed it and how, and ends what was asked of colleagues for it;
     * called by whoever completes the engine's task, after that.
     * @param onBehalfOf account of the person for whom a deputy acted; null otherwise
     */
    void decided(String taskId, String account, @Nullable String onBehalfOf, String decision);

    /**
     * Remembers that somebody has begun to work on the open task of the case: then what
     * led to it can no longer be taken back.
     */
    void begun(String caseId);

    /**
     * Those who have the open tasks of a kind that a case has at once, such as votes; the
     * accounts, in no order.
     */
    Set<String> holdersOf(String caseId, String kind);

    /** The open task of a kind that one person has of a case. */
    Optional<WorkItem> openTask(String caseId, String kind, String holder);

    /** The open task of a case is due on another date, which the case sets itself. */
    void dueOn(String caseId, String kind, LocalDate date);

    /**
     * The case concerns another person from now on: nobody decides on themselves, so the
     * open tasks that kept the one before out keep this one out instead.
     * @param kind of those that pass from the one before to this one
     */
    void concerns(String caseId, String account, String kind);

    /** Lets the tasks of a case be found by further words, such as its number. */
    void alsoFoundBy(String caseId, String words);

    /**
     * Whom to tell of a task: the holder or the members of the group, and those who stand
     * in for them; never the person whom it concerns.
     * @param holder account or group
     */
    Set<String> peopleBehind(String holder, String kind, @Nullable String campaignId, @Nullable String excluded);

    /** Counts the open tasks of a person, groups and deputations included. */
    NavigationEntry.Count countsOf(String account);

}
