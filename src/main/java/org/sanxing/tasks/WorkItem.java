package org.sanxing.tasks;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Conflict;

/**
 * One row of the task list.
 *
 * @param id the engine's task id
 * @param kind e.g. {@code reviewReflection}
 * @param holder account of the one who has it, or the group as in {@link TaskGroups}
 * where nobody of it has claimed it
 * @param candidateGroup the group it was offered to; null where one person got it
 * @param excluded account of the person who may never decide it; null where none
 * @param entrusted whether the holder got it from a colleague, and need not belong to the
 * group
 * @param owner account of the one who delegated it and who decides; null where it is not
 * delegated
 * @param parentId the task for which this opinion is asked; null for a task of its own
 * @param movedAt when it came to its present holder
 * @param actedAt when somebody first did something with it; null while untouched
 * @param endedFor account of the person on whose behalf it was decided; null where none
 * @param decision outcome once done, e.g. {@code approve}; null before
 * @param takenBackAt when its decision was taken back; null where it stands
 */
public record WorkItem(String id, String kind, String caseId, String title, String author,
        @Nullable String departmentId, @Nullable String campaignId, int round, String holder,
        @Nullable String candidateGroup, @Nullable String excluded, boolean entrusted, @Nullable String owner,
        @Nullable String parentId, State state, Instant createdAt, Instant movedAt, @Nullable Instant dueAt,
        @Nullable Instant remindedAt, @Nullable Instant escalatedAt, @Nullable Instant actedAt,
        @Nullable Instant endedAt, @Nullable String endedBy, @Nullable String endedFor, @Nullable String decision,
        @Nullable Instant takenBackAt, int revision) {

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

    /**
     * @throws Conflict where it is not open any more, with who ended it and when
     */
    public void requireOpen() {
        if (!isOpen()) {
            throw new Conflict("task-already-completed").in((this.decision != null) ? this.decision : stateId())
                .by(this.endedBy, this.endedAt);
        }
    }

    public boolean isDelegated() {
        return this.owner != null;
    }

    public boolean isOverdue(Instant now) {
        return isOpen() && this.dueAt != null && now.isAfter(this.dueAt);
    }

    /** The state as the API writes it. */
    public String stateId() {
        return CamelCase.of(this.state);
    }

}
