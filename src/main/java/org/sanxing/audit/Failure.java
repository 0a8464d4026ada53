package org.sanxing.audit;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found. {@link FailureWords} says it.
 *
 * @param kind of a chain: {@code changed}: the content does not give the hash;
 * {@code seal}: the hash was not sealed with our key; {@code rule}: an event by the rule
 * of the version before, where it does not hold any more; {@code rows}: the digests of
 * rows are not those the event was sealed with; {@code link}: it does not follow from the
 * event before; {@code gap}: events are missing or too many; {@code time}: it is before
 * the event it follows; {@code head}: the head does not match the events;
 * {@code headMissing}: there are events without a head. Of the log: {@code lost}: an
 * event that a checkpoint covers is not there; {@code replaced}: it is another one now;
 * {@code root}: the log does not give the root of a checkpoint; {@code forged}: our key
 * did not sign it; {@code putBack}: the database knows less than was published, or
 * something else; {@code notExtended}: the newest checkpoint does not extend one that
 * somebody has kept. Of tombstones: {@code tombstone}: what it covers is not what was
 * signed; {@code tombstoneForged}: our key did not sign it, or not as this one;
 * {@code tombstoneEarly}: what it covers was not old enough at its time;
 * {@code tombstoneMissing}: events are said to be removed, and no tombstone says so. Of
 * rows: {@code rowChanged}, {@code rowMissing}, {@code rowAdded}, {@code contentChanged}
 * @param chain the case, or a chain that is no case; empty where it is none
 * @param seq of the event at which it shows, or the number of the checkpoint; 0 where it
 * is the whole
 * @param lastRight when what is wrong was last known to be right; null where it never was
 */
record Failure(String kind, String chain, @Nullable String table, @Nullable String key, @Nullable String column,
        long seq, @Nullable Instant lastRight) implements Serializable {

    static Failure ofChain(String kind, String chain, long seq, @Nullable Instant lastRight) {
        return new Failure(kind, chain, null, null, null, seq, lastRight);
    }

}
