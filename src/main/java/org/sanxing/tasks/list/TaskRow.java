package org.sanxing.tasks.list;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sanxing.tasks.WorkItem;

/**
 * A row of the task list as one person sees it.
 *
 * @param unread whether it came since the person last opened it
 * @param onBehalfOf account of the person for whom they have, or decided it; null where
 * in their own name
 * @param held whether the person may act on it now
 * @param copy in the view of copies; null in the others
 */
public record TaskRow(WorkItem item, boolean unread, @Nullable String onBehalfOf, boolean held, @Nullable Copy copy) {

    public record Copy(String by, @Nullable String reason, Instant at, @Nullable Instant readAt) {

    }

}
