package org.sanxing.tasks;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One row of the task list.
 *
 * @param id the engine's task id
 * @param kind e.g. {@code reviewReflection}
 * @param holder account of the one who has it, or the group as in {@link TaskGroups}
 * where nobody of it has claimed it
 * @param candidateGroup the group it was offered to; null where one person got it
 * @param excluded account of the person who may never decide it; null where none
 * @param decision outcome once done, e.g. {@code approve}; null before
 */
public record WorkItem(String id, String kind, String caseId, String title, String author,
        @Nullable String departmentId, @Nullable String campaignId, int round, String holder,
        @Nullable String candidateGroup, @Nullable String excluded, State state, Instant createdAt,
        @Nullable Instant dueAt, @Nullable Instant remindedAt, @Nullable Instant escalatedAt, @Nullable Instant endedAt,
        @Nullable String endedBy, @Nullable String decision, int revision) {

    public enum State {

        OPEN, DONE, CANCELLED

    }

    /** The account of the one person who has it; null while a group has. */
    public @Nullable String assignee() {
        return TaskGroups.isGroup(this.holder) ? null : this.holder;
    }

    public boolean isOpen() {
        return this.state == State.OPEN;
    }

    public boolean isOverdue(Instant now) {
        return isOpen() && this.dueAt != null && now.isAfter(this.dueAt);
    }

}
