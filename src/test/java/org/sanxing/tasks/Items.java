package org.sanxing.tasks;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Work items for tests that have no task list. */
public final class Items {

    private Items() {
    }

    /** An open one, just created, without a due time. */
    public static WorkItem open(String id, String kind, String caseId, String author, String holder,
            @Nullable String excluded, Instant now) {
        return new WorkItem(id, kind, caseId, "", author, null, null, 1, holder,
                TaskGroups.isGroup(holder) ? holder : null, excluded, false, null, null, WorkItem.State.OPEN, now, now,
                null, null, null, null, null, null, null, null, null, 0);
    }

}
