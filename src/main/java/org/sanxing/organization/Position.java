package org.sanxing.organization;

import org.sanxing.common.CamelCase;

/**
 * Where an author stands, which decides through the DMN table {@code ReviewLevels} who
 * reviews; the highest that applies.
 */
public enum Position {

    STAFF, HEAD, SUPERVISOR, PARTY_MEMBER, PARTY_SECRETARY;

    /** As the DMN table writes it. */
    public String id() {
        return CamelCase.of(this);
    }

}
