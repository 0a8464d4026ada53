package org.sanxing.phrase;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A phrase as one person sees it.
 *
 * @param owner account of whose it is; null for the organ's
 * @param uses how often the person who looks has used it
 * @param totalUses how often everybody has
 * @param removedAt null while it is offered
 */
record Phrase(String id, @Nullable String owner, PhraseKind kind, String text, long uses, long totalUses,
        String changedBy, Instant changedAt, @Nullable Instant removedAt, int revision) implements Serializable {

    static final int LONGEST = 500;

    public boolean organ() {
        return this.owner == null;
    }

    public String kindId() {
        return this.kind.id();
    }

    /** The first line, for places with room for one. */
    public String brief() {
        String line = this.text.lines().findFirst().orElse("");
        return (line.codePointCount(0, line.length()) > 40)
                ? line.substring(0, line.offsetByCodePoints(0, 40)) + "\u2026" : line;
    }

}
