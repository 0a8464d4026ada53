package org.sanxing.phrase;

import java.io.Serializable;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A phrase as one person sees it, and as the API writes it.
 *
 * @param owner account of whose it is; null for the organ's
 * @param uses how often the person who looks has used it
 * @param totalUses how often everybody has
 * @param removedAt null while it is offered
 */
@JsonIgnoreProperties({ "owner", "changedBy", "removedAt" })
record Phrase(String id, @Nullable String owner, PhraseKind kind, String text, long uses, long totalUses,
        String changedBy, Instant changedAt, @Nullable Instant removedAt, int revision) implements Serializable {

    static final int LONGEST = 500;

    @JsonProperty
    public boolean organ() {
        return this.owner == null;
    }

    /** The first line, for places with room for one. */
    public String brief() {
        String line = this.text.lines().findFirst().orElse("");
        return (line.codePointCount(0, line.length()) > 40)
                ? line.substring(0, line.offsetByCodePoints(0, 40)) + "\u2026" : line;
    }

}
