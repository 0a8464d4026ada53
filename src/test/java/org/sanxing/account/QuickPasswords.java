package org.sanxing.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
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

    @Bean
    @Primary
    PasswordHasher quickPasswordHasher() {
        return new PasswordHasher(64, 1);
    }

}
