package org.sanxing.notification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An in-app message as its reader sees it, in the reader's language.
 *
 * @param event as in {@link Notice#event()}
 * @param link path within the application
 * @param readAt null while unread
 */
public record Message(String id, String event, String title, String text, String link, Instant createdAt,
        @Nullable Instant readAt) {

}
