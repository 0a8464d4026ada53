package org.sanxing.reflection;

import java.util.Arrays;

/** Where a material stands (api.md, Reflections). */
public enum ReflectionState {

    DRAFT("draft"), IN_REVIEW("inReview"), RETURNED("returned"), ACCEPTED("accepted"), REGISTERED("registered"),
    /** Its author left before it was done. */
    ENDED("ended");

    private final String id;

    ReflectionState(String id) {
        this.id = id;
    }

    /** As the HTTP contract and the database write it. */
    public String id() {
        return this.id;
    }

    public static ReflectionState of(String id) {
        return Arrays.stream(values()).filter((state) -> state.id.equals(id)).findFirst().orElseThrow();
    }

}
