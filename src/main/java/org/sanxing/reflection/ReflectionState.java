package org.sanxing.reflection;

import java.util.Arrays;

import org.sanxing.common.CamelCase;

/** Where a material stands (api.md, Reflections). */
public enum ReflectionState {

    DRAFT, IN_REVIEW, RETURNED, ACCEPTED, REGISTERED,
    /** Its author left before it was done. */
    ENDED;

    private final String id = CamelCase.of(this);

    /** As the HTTP contract and the database write it. */
    public String id() {
        return this.id;
    }

    public static ReflectionState of(String id) {
        return Arrays.stream(values()).filter((state) -> state.id.equals(id)).findFirst().orElseThrow();
    }

}
