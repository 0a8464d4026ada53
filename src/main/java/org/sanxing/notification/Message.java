package org.sanxing.notification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.PersonRef;

/**
 * An in-app message as its reader sees it, in the reader's language.
 *
 * @param event as in {@link Notice#event()}
 * @param link path within the application; to their list, where it stands for several
 * @param readAt null while unread
 * @param count 1, or how many of a kind came at once, for which it stands
 * @param about whose matter it is; null where nobody's, or the reader's own
 * @param post of that person; null where none
 */
public record Message(String id, String event, String title, String text, String link, Instant createdAt,
        @Nullable Instant readAt, int count, @Nullable PersonRef about, @Nullable String post) {

}
