package org.sanxing.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a module knows of its cases before their first task and after their open ones. */
public interface CaseCourse {

    /** Who began it; empty for a case of another module. */
    Optional<Begun> begun(String caseId);

    /** Who has it next, by the organisation as it is now; empty where it ends before. */
    List<Next> next(String caseId);

    /**
     * @param how {@code submitted} or {@code registered}
     */
    record Begun(String how, String account, Instant at) {

    }

    /**
     * @param kind of the task
     * @param accounts of those one of whom gets it, or all
     */
    record Next(String kind, List<String> accounts) {

    }

}
