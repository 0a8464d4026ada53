package org.sanxing.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.forms.FormComponent;
import org.sanxing.workflow.Deadline;
import org.sanxing.organization.Person;

/**
 * What a module does for the tasks of its kinds. The task list checks who may act, locks
 * the work item, validates the form and calls the handler; the handler decides, in the
 * same transaction, and completes the engine's task through
 * {@link org.sanxing.workflow.Workflow#complete}.
 */
public interface TaskHandler {

    /**
     * Claimed by the handler of all kinds that models bring, which name their process:
     * {@code SealProcess.Task_ApproveSeal}.
     */
    String MODELLED = ".";

    /** E.g. {@code reviewReflection}; no other handler may claim one of them. */
    Set<String> kinds();

    /**
     * The kinds that the models in force bring, for a handler of {@link #MODELLED}.
     */
    default Set<String> modelled() {
        return Set.of();
    }

    /**
     * The keys that the code reads of the form, e.g. {@code entries[].title}; a form
     * without one of them is refused at start-up. It may ask for more.
     */
    Set<String> formKeys(String kind);

    /**
     * The values that the code understands of a choice in the form, by its path, e.g.
     * {@code decision}; a form that offers another is refused at start-up.
     */
    default Map<String, Set<String>> understood(String kind) {
        return Map.of();
    }

    /**
     * Describes a task that the engine has just created, for the list.
     * @param businessKey of its process: id of the case, unless the process is about
     * something of its own
     */
    WorkItemFacts describe(String kind, String businessKey);

    /**
     * Whether only the very person can do it, who neither hands it on nor is represented:
     * writing one's own material, giving one's own opinion, voting.
     */
    default boolean personal(String kind) {
        return false;
    }

    /**
     * Whether the task goes to whomever the case names: then it is neither listed among
     * what a leaver holds nor given to anybody alone, as the owning module hands over the
     * case.
     */
    default boolean followsCase(String kind) {
        return false;
    }

    /**
     * Locks what all actions on the tasks of a case share, where they change tasks of
     * each other; called before the task itself is locked.
     */
    default void lockCase(String caseId) {
    }

    /**
     * The decisions that may be made on several tasks at once where an administrator
     * allows it, e.g. {@code approve}; none by default.
     */
    default Set<String> batchDecisions(String kind) {
        return Set.of();
    }

    /** What completing a task of the kind with this decides. */
    default String decision(String kind, Map<String, Object> data) {
        return String.valueOf(data.get("decision"));
    }

    /** The state of the case, as the API writes it. */
    String stateOf(String caseId);

    /**
     * Told when a task has come to a person whom the procedure did not name: by transfer,
     * delegation or copy, because their opinion is asked, or as a deputy. Lets them read
     * the case from then on.
     */
    default void reached(WorkItem item, String account) {
    }

    /**
     * Undoes a decision on which nobody has acted; the open task that came of it is
     * locked. Completing moved the process on, so this moves it back to a new task of
     * this kind for the same holder.
     * @throws org.sanxing.common.Conflict where this decision stands for good
     */
    default void takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        throw new Conflict("cannot-be-taken-back").in(stateOf(decided.caseId()));
    }

    /**
     * Who is to have the task by the organisation as it is now, account or group; empty
     * where nobody is, or the procedure does not say.
     */
    default Optional<String> rightfulHolder(WorkItem item) {
        return Optional.empty();
    }

    /**
     * Told when an administrator gave the task to whom {@link #rightfulHolder} named.
     */
    default void restored(WorkItem item, String holder) {
        if (!TaskGroups.isGroup(holder)) {
            reached(item, holder);
        }
    }

    /**
     * Ends a task that only a person can do who has left, and what depends on it; the
     * item is locked.
     * @param administrator account
     * @throws org.sanxing.common.Conflict where it cannot end
     */
    default void end(WorkItem item, String administrator, String reason) {
        throw new Conflict("task-cannot-end").in(stateOf(item.caseId()));
    }

    /**
     * The deadline of a task has come, and its diagram tells nobody.
     * @return false where nobody is to be told
     */
    default boolean due(WorkItem item, Deadline step) {
        return false;
    }

    /** Whether decisions of this kind can be taken back at all. */
    default boolean mayTakeBack(String kind) {
        return false;
    }

    /**
     * What the page of a colleague who is consulted shows of the case: the name of a
     * template with a fragment {@code case}, and what it needs.
     */
    TaskPage caseView(WorkItem item, Person person);

    /** Whether the person may see the task besides those who have or had it. */
    boolean mayRead(WorkItem item, Person person);

    /**
     * The options of the form's fields with a {@code valuesKey}, but for the lists that
     * any form may offer ({@link org.sanxing.common.OptionList}).
     */
    default Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return Map.of();
    }

    /** What the form starts with. */
    Map<String, Object> initialData(WorkItem item, Person person);

    /** What the API tells of the case beside the form, by name. */
    default Map<String, Object> about(WorkItem item) {
        return Map.of();
    }

    /**
     * Somebody has got {@link #initialData} from the API: where that tells what the case
     * says, it counts as an opening of it. Pages say so themselves.
     */
    default void shown(WorkItem item, Person person) {
    }

    /**
     * What the form on the page starts with; the same unless the page shows some of it
     * elsewhere.
     */
    default Map<String, Object> formData(WorkItem item, Person person) {
        return initialData(item, person);
    }

    /**
     * The page of the task.
     * @return name of the template, and what it needs beside {@code item}, {@code form}
     * (a {@link org.sanxing.forms.FormView}), {@code mayAct} and {@code key}
     */
    TaskPage page(WorkItem item, Person person);

    /**
     * What {@link #complete} would refuse besides what the form does: told together with
     * that, so that nobody hears of it in a second round.
     * @param data as it came, refused by the form
     */
    default List<FieldError> alsoWrong(WorkItem item, Map<String, Object> data, Actor actor) {
        return List.of();
    }

    /**
     * Told when a delegate handed the task back with a proposal, in the same transaction.
     * @param data validated against the form
     */
    default void handedBack(WorkItem item, Map<String, Object> data, Actor actor) {
    }

    /**
     * Decides.
     * @param data validated against the form
     * @return the case's new state, as the API writes it, and what happens next
     */
    Outcome complete(WorkItem item, Map<String, Object> data, Actor actor);

    record TaskPage(String template, Map<String, Object> model) {

    }

    /**
     * @param state of the case, as the API writes it
     * @param decision the outcome of this task for the done list, e.g. {@code approve}
     * @param next what the page says: what happened and what happens next
     */
    record Outcome(String state, String decision, org.sanxing.common.Confirmation next) {

    }

}
