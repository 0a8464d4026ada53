package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How wrong passwords are slowed down: a growing pause after the third, a lock after the
 * fifth, and a new start when the lock is over.
 *
 * @param failures wrong passwords since the last right one
 * @param blockedUntil null where nothing was blocked
 */
record Lockout(int failures, @Nullable Instant blockedUntil) {

    static final int PAUSE_AFTER = 3;

    static final int LOCK_AFTER = 5;

    static final Duration LOCK = Duration.ofMinutes(15);

    static final Lockout NONE = new Lockout(0, null);

    /** How long no password is looked at; zero where one is. */
    Duration blockedFor(Instant now) {
        return (this.blockedUntil != null && now.isBefore(this.blockedUntil)) ? Duration.between(now, this.blockedUntil)
                : Duration.ZERO;
    }

    Lockout afterFailure(Instant now) {
        int count = locked() ? 1 : this.failures + 1;
        if (count >= LOCK_AFTER) {
            return new Lockout(count, now.plus(LOCK));
        }
        if (count >= PAUSE_AFTER) {
            return new Lockout(count, now.plusSeconds(5L << (2 * (count - PAUSE_AFTER))));
        }
        return new Lockout(count, null);
    }

    /** Whether the last failure locked the account. */
    boolean locked() {
        return this.failures >= LOCK_AFTER;
    }

}
