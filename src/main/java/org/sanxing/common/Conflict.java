package org.sanxing.common;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The thing is no longer in the state, or at the revision, that the action needs. Says
 * who acted and when, where that is known.
 */
public class Conflict extends Refusal {

    public Conflict(String code, Object... arguments) {
        super(Kind.CONFLICT, code, arguments);
    }

    /** Adds the state in which the thing is now. */
    public Conflict in(@Nullable String currentState) {
        fact("currentState", currentState);
        return this;
    }

    /**
     * Adds who brought it there and when.
     * @param actor account name, or {@code system}
     */
    public Conflict by(@Nullable String actor, @Nullable Instant at) {
        fact("actor", actor);
        fact("at", at);
        return this;
    }

    /** Adds a further fact, e.g. the id of what exists already. */
    public Conflict with(String name, @Nullable Object value) {
        fact(name, value);
        return this;
    }

}
