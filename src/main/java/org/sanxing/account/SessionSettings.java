package org.sanxing.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param longest after how long anybody is signed out
 * @param notedEvery how exactly it is noted when a session was used last
 */
@ConfigurationProperties("sanxing.sessions")
record SessionSettings(@DefaultValue("12h") Duration longest, @DefaultValue("1m") Duration notedEvery) {

    SessionSettings {
        if (longest.toMillis() < 1 || notedEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "sanxing.sessions: longest must be more than 0, noted-every not negative");
        }
    }

}
