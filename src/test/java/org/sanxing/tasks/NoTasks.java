package org.sanxing.tasks;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A task list in which nothing waits. */
public interface NoTasks extends Tasks {

    @Override
    default Optional<WorkItem> openTaskOf(String caseId) {
        return Optional.empty();
    }

    @Override
    default Optional<WorkItem> lockOpenTaskOf(String caseId) {
        return Optional.empty();
    }

    @Override
    default boolean isWith(String caseId, String account) {
        return false;
    }

    @Override
    default void decided(String taskId, String account, @Nullable String onBehalfOf, String decision) {
    }

    @Override
    default void begun(String caseId) {
    }

    @Override
    default void alsoFoundBy(String caseId, String words) {
    }

    @Override
    default Set<String> peopleBehind(String holder, String kind, @Nullable String campaignId,
            @Nullable String excluded) {
        return Set.of(holder);
    }

    @Override
    default Counts countsOf(String account) {
        return new Counts(0, 0, 0);
    }

}
