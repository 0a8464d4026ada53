package org.sanxing.organization;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for and that a second administrator confirms or refuses.
 *
 * @param command as JSON
 * @param firstHalf half of a password that the asker was shown, sealed; null where there
 * is none
 * @param gave what it gives in words, kept once it is decided
 */
record Approval(String id, String kind, String subject, String command, @Nullable String firstHalf,
        @Nullable String reason, String askedBy, Instant askedAt, Role confirmer, State state,
        @Nullable String decidedBy, @Nullable Instant decidedAt, @Nullable String refusal, @Nullable String gave) {

    enum State {

        WAITING, CONFIRMED, REFUSED,
        /** The asker took it back. */
        VOID;

        @JsonValue
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

    }

}
