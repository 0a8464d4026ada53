package org.sanxing.workflow;

import java.time.Period;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param engine how long the engine remembers runs that have ended; all of them where
 * nothing is said
 */
@ConfigurationProperties("sanxing.retention")
record EngineRetention(@Nullable Period engine) {

    EngineRetention {
        if (engine != null && (engine.isNegative() || engine.isZero())) {
            throw new IllegalArgumentException("sanxing.retention.engine must be more than 0");
        }
    }

}
