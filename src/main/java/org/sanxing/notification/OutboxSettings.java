package org.sanxing.notification;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often each node looks for what is to be sent
 * @param timeout how long a robot or another system has to answer
 */
@ConfigurationProperties("sanxing.outbox")
record OutboxSettings(@DefaultValue("5s") Duration every, @DefaultValue("10s") Duration timeout) {

    OutboxSettings {
        if (every.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("sanxing.outbox: every and timeout must be more than 0");
        }
    }

}
