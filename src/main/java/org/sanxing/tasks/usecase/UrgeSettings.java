package org.sanxing.tasks.usecase;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param pause how much working time has to pass before a task can be urged again
 */
@ConfigurationProperties("sanxing.urge")
record UrgeSettings(@DefaultValue("4h") Duration pause) {

    UrgeSettings {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("sanxing.urge.pause must not be negative");
        }
    }

}
