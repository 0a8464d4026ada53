package org.sanxing.reflection;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.organization.Position;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ProcessContract;
import org.sanxing.workflow.TypedVariable;
import org.sanxing.workflow.Workflow;

/** The ids, messages and variables of {@code ReflectionReviewProcess.bpmn}. */
public final class ReflectionReviewProcess {

    public static final String KEY = "ReflectionReviewProcess";

    public static final String TASK_REVIEW = "Task_ReviewReflection";

    public static final String TASK_ASSIGN_REVIEWER = "Task_AssignReviewer";

    public static final String TASK_NOTIFY_REGISTRARS = "Task_NotifyRegistrars";

    public static final String TASK_REVISE = "Task_ReviseReflection";

    public static final String TASK_REGISTER = "Task_RegisterProblems";

    public static final String KIND_REVIEW = "reviewReflection";

    public static final String KIND_REVISE = "reviseReflection";

    public static final String KIND_REGISTER = "registerProblems";

    public static final String MSG_WITHDRAWN = "Msg_ReflectionWithdrawn";

    public static final String MSG_TAKEN_BACK = "Msg_DecisionTakenBack";

    public static final String MSG_CASE_ENDED = "Msg_CaseEnded";

    /** Account of the author. */
    public static final TypedVariable<String> AUTHOR = TypedVariable.string("author");

    /**
     * Id of the author's {@link org.sanxing.organization.Position}: the table's input.
     */
    public static final TypedVariable<String> POSITION = TypedVariable.string("position");

    /** Account of the reviewer whose turn it is. */
    public static final TypedVariable<String> REVIEWER = TypedVariable.string("reviewer");

    /** {@code approve} or {@code return}. */
    public static final TypedVariable<String> DECISION = TypedVariable.string("decision");

    /** Whether another level follows. */
    public static final TypedVariable<Boolean> FURTHER_LEVEL = new TypedVariable<>("furtherLevel", Boolean.class);

    /** The group that registers, or the account of the one who does in its place. */
    public static final TypedVariable<String> REGISTRARS = TypedVariable.string("registrars");

    /** What the DMN table answers; turned into facts of the material at once. */
    public static final String REVIEW_LEVELS = "reviewLevels";

    private ReflectionReviewProcess() {
    }

    /** What the case starts with. */
    public static Map<String, Object> start(String author, Position position) {
        return Map.ofEntries(AUTHOR.with(author), POSITION.with(position.id()));
    }

    public static ProcessContract contract() {
        return new ProcessContract(KEY,
                Set.of(TASK_ASSIGN_REVIEWER, TASK_REVIEW, TASK_REVISE, TASK_NOTIFY_REGISTRARS, TASK_REGISTER),
                Set.of(MSG_WITHDRAWN, MSG_TAKEN_BACK, MSG_CASE_ENDED, Workflow.MSG_TASK_DUE),
                Set.of(AUTHOR.name(), REVIEWER.name(), DECISION.name(), FURTHER_LEVEL.name(), REGISTRARS.name(),
                        Deadline.STEP),
                Map.of(POSITION.name(), ids(Position.values(), Position::id), REVIEW_LEVELS,
                        ids(ReviewLevel.values(), ReviewLevel::id)));
    }

    private static <T> Set<String> ids(T[] values, Function<T, String> id) {
        return Arrays.stream(values).map(id).collect(Collectors.toSet());
    }

}
