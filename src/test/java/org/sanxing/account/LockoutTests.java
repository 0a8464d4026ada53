package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LockoutTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void pausesLongerAfterEachFailureFromTheThirdAndLocksAfterTheFifth() {
        Lockout lockout = Lockout.NONE;
        long[] expected = { 0, 0, 5, 20, 900 };
        for (long seconds : expected) {
            lockout = lockout.afterFailure(NOW);
            assertThat(lockout.blockedFor(NOW)).isEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(lockout.locked()).isTrue();
    }

    @Test
    void startsAnewWhenTheLockIsOver() {
        Lockout locked = new Lockout(5, NOW.plus(Lockout.LOCK));
        Instant later = NOW.plus(Lockout.LOCK);

        assertThat(locked.blockedFor(later.minusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(locked.blockedFor(later)).isZero();
        assertThat(locked.afterFailure(later)).isEqualTo(new Lockout(1, null));
    }

}
