package org.sanxing.account;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * The one-time secret that opens the set-up page. Whoever reads the log of the machine
 * may set it up, and nobody else. A new one at every start while nobody has an account.
 */
@Component
class SetUpSecret {

    private static final Logger LOG = LoggerFactory.getLogger(SetUpSecret.class);

    private final Accounts accounts;

    private final Clock clock;

    private final boolean demo;

    private @Nullable String hash;

    private Lockout lockout = Lockout.NONE;

    private volatile boolean over;

    SetUpSecret(Accounts accounts, Clock clock, Environment environment) {
        this.accounts = accounts;
        this.clock = clock;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void announce() {
        if (isOpen()) {
            LOG.info("Nobody has an account yet. Open /setup with this one-time secret: {}", renew());
        }
    }

    /** Makes a new secret; the one before is worth nothing any more. */
    synchronized String renew() {
        String secret = Secrets.next(5);
        this.hash = Secrets.sha256(Secrets.utf8(secret));
        return secret;
    }

    /** Whether nobody has an account. Asks the database only until somebody has. */
    boolean isOpen() {
        if (this.demo || this.over) {
            return false;
        }
        if (this.accounts.none()) {
            return true;
        }
        this.over = true;
        return false;
    }

    /**
     * @return whether it is the secret; wrong ones are slowed down
     * @throws TooManyFailures where none is looked at for a while
     */
    synchronized boolean matches(String typed) {
        Instant now = this.clock.instant();
        Duration blocked = this.lockout.blockedFor(now);
        if (!blocked.isZero()) {
            throw new TooManyFailures(blocked);
        }
        boolean right = this.hash != null && MessageDigest.isEqual(Secrets.utf8(this.hash),
                Secrets.utf8(Secrets.sha256(Secrets.utf8(Texts.strip(typed)))));
        this.lockout = right ? Lockout.NONE : this.lockout.afterFailure(now);
        return right;
    }

}
