package org.sanxing.account;

import java.util.concurrent.atomic.AtomicInteger;

import org.sanxing.common.Sealing;

import org.springframework.context.annotation.Bean;
import org.springframework.session.web.http.CookieSerializer;

/**
 * Passwords that are hashed as always, but with little work: a test in which the clock
 * moves signs everybody in with each request. What it costs to guess one is tested by
 * {@link PasswordHasherTests}. No stereotype: a scan must not find it.
 */
public class QuickPasswords {

    @Bean
    MockSessions mockSessions(CookieSerializer cookie) {
        return new MockSessions(cookie);
    }

    /**
     * Name and type of the one that the scan has found: it takes its place, and nobody
     * waits for what that one works out when it is made.
     */
    @Bean
    PasswordHasher passwordHasher(Sealing sealing) {
        return new Counting(sealing);
    }

    /** Knows how many passwords were compared. */
    static class Counting extends PasswordHasher {

        private final AtomicInteger compared = new AtomicInteger();

        Counting(Sealing sealing) {
            super(sealing, 64, 1);
        }

        @Override
        boolean matches(String password, String hash) {
            this.compared.incrementAndGet();
            return super.matches(password, hash);
        }

        int compared() {
            return this.compared.get();
        }

    }

}
