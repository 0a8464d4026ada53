package org.sanxing.phrase;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;

/** What a phrase is for: shown first where the decision is of that kind. */
enum PhraseKind {

    OBJECTION("objection"), APPROVAL("approval");

    private final String id;

    PhraseKind(String id) {
        this.id = id;
    }

    /** As the API and the database write it. */
    String id() {
        return this.id;
    }

    /**
     * @throws InvalidInput where there is no such kind
     */
    static PhraseKind of(@Nullable String id) {
        return Arrays.stream(values())
            .filter((kind) -> kind.id.equals(id))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("kind", "phrase-kind"));
    }

}
