package org.sanxing.audit;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param ok whether nothing is wrong of what could be told
 * @param rows that were compared with their events
 * @param tables they are in
 * @param tombstones of events that were removed once they were old enough
 * @param purged how many events they cover
 * @param purgedBefore until when the last of them; null where there is none
 * @param checkpoint the newest; null where there is none, or one case was asked for
 * @param witnessed how many events it covers; the others are held by their seals alone
 * @param published whether checkpoints were compared with what was published
 * @param failures at most {@link Findings#MOST}
 * @param unknownKeys what they sealed or signed could not be told
 */
record Verification(boolean ok, long events, long chains, long rows, int tables, long tombstones, long purged,
        @Nullable Instant purgedBefore, @Nullable Checkpoint checkpoint, long witnessed, boolean published,
        List<Failure> failures, List<String> unknownKeys, Instant verifiedAt) implements Serializable {

    /** How many events are in no checkpoint yet. */
    public long unwitnessed() {
        return this.events + this.purged - this.witnessed;
    }

    /** With those of its failures alone that another one had as well. */
    Verification failing(Set<Failure> too) {
        List<Failure> both = this.failures.stream().filter(too::contains).toList();
        return new Verification(both.isEmpty(), this.events, this.chains, this.rows, this.tables, this.tombstones,
                this.purged, this.purgedBefore, this.checkpoint, this.witnessed, this.published, both, this.unknownKeys,
                this.verifiedAt);
    }

    /** Whether all of it could be told. */
    public boolean certain() {
        return this.unknownKeys.isEmpty() && this.published;
    }

}
