package org.sanxing.organization;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;

/**
 * A deputation as it is kept for the record.
 *
 * @param reason why an administrator named the deputy, or the case in which the person
 * did; null else
 * @param endedAt null unless it ended before its last day had passed
 */
record DeputationRow(Deputation deputation, @Nullable String reason, Instant namedAt, String namedBy,
        @Nullable Instant endedAt, @Nullable String endedBy) {

    /** What it is on that day. */
    State on(LocalDate day) {
        if (this.endedAt != null) {
            return State.ENDED;
        }
        if (this.deputation.until().isBefore(day)) {
            return State.OVER;
        }
        return this.deputation.from().isAfter(day) ? State.LATER : State.NOW;
    }

    enum State {

        NOW, LATER, OVER, ENDED;

        /** As the API and the message keys write it. */
        String id() {
            return CamelCase.of(this);
        }

    }

}
