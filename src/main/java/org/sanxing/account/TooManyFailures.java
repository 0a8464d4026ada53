package org.sanxing.account;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** No password is looked at for a while, right or wrong. */
public class TooManyFailures extends AuthenticationException {

    private final Duration wait;

    TooManyFailures(Duration wait) {
        super("too many failures");
        this.wait = wait;
    }

    /** In whole seconds, rounded up, at least one. */
    public long seconds() {
        return Math.max(1, (this.wait.toMillis() + 999) / 1000);
    }

    /** In whole minutes, rounded up. */
    public long minutes() {
        return (seconds() + 59) / 60;
    }

}
