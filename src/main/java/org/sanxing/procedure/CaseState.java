package org.sanxing.procedure;

import java.util.Arrays;
import java.util.Optional;

import org.sanxing.common.CamelCase;

/** Where a case stands, whatever its procedure. */
public enum CaseState {

    /** With its subject, who has not submitted it, or has withdrawn it. */
    DRAFT,

    IN_REVIEW,

    /** With its subject, who is to change it. */
    RETURNED,

    REFUSED,

    /** Something follows the decision. */
    OPEN,

    CLOSED;

    /** As the API and the database write it. */
    public String id() {
        return CamelCase.of(this);
    }

    public static Optional<CaseState> of(String id) {
        return Arrays.stream(values()).filter((state) -> state.id().equals(id)).findFirst();
    }

    public boolean isWithSubject() {
        return this == DRAFT || this == RETURNED;
    }

    public boolean isOver() {
        return this == REFUSED || this == CLOSED;
    }

}
