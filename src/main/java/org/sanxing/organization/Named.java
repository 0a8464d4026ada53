package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

/** A department or branch in an answer of the API. */
record Named(String id, String name) {

    static @Nullable Named of(@Nullable String id, @Nullable String name) {
        return (id != null && name != null) ? new Named(id, name) : null;
    }

}
