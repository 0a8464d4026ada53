package org.sanxing.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a module knows of its cases before their first task and after their open ones. */
public interface CaseCourse {

    /** The type of its cases, as the audit has it; of others it is not asked. */
    String caseType();

    /** Empty where there is no such case, or it has not begun. */
    Optional<Course> of(String caseId);

    /**
     * @param begun {@code submitted} or {@code registered}
     * @param next who has it then, by the organisation as it is now; empty where it ends
     * @param ended {@code voided}; null where it did not end beside its tasks
     */
    record Course(Act begun, List<Next> next, @Nullable Act ended) {

    }

    /** What somebody did that was no task. */
    record Act(String how, String account, Instant at) {

    }

    /**
     * @param kind of the task
     * @param accounts of those one of whom gets it, or all
     */
    record Next(String kind, List<String> accounts) {

    }

}
