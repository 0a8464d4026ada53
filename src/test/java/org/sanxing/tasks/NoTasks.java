package org.sanxing.tasks;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NavigationEntry;

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
    default void added(Collection<String> caseIds) {
    }

    @Override
    default void deciding(String taskId, String account, @Nullable String onBehalfOf, String decision) {
    }

    @Override
    default void decided(String taskId, String account, @Nullable String onBehalfOf, String decision) {
    }

    @Override
    default void begun(String caseId) {
    }

    @Override
    default Set<String> holdersOf(String caseId, String kind) {
        return Set.of();
    }

    @Override
    default Optional<WorkItem> openTask(String caseId, String kind, String holder) {
        return Optional.empty();
    }

    @Override
    default void dueOn(String caseId, String kind, LocalDate date) {
    }

    @Override
    default void concerns(String caseId, String account, String kind) {
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
    default NavigationEntry.Count countsOf(String account) {
        return NavigationEntry.Count.NONE;
    }

}
