package org.sanxing.phrase;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

/** What a phrase is for: shown first where the decision is of that kind. */
enum PhraseKind {

    OBJECTION, APPROVAL;

    /** As the API and the database write it. */
    @JsonValue
    public String id() {
        return CamelCase.of(this);
    }

    /**
     * @throws InvalidInput where there is no such kind
     */
    static PhraseKind of(@Nullable String id) {
        return Arrays.stream(values())
            .filter((kind) -> kind.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("kind", "phrase-kind"));
    }

    /** As {@link #of(String)}, where it may be left out. */
    static @Nullable PhraseKind optional(@Nullable String id) {
        return Texts.isBlank(id) ? null : of(id);
    }

}
