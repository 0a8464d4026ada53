package org.sanxing.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param checkpoints file to which checkpoints are added; where it is empty,
 * {@code checkpoints.txt} beside the keys
 * @param every after how long a checkpoint is made where something happened
 * @param events after how many events one is made
 * @param readOnly whether nothing may be written: of the command that verifies
 */
@ConfigurationProperties("sanxing.audit")
record CheckpointSettings(@DefaultValue("") String checkpoints, @DefaultValue("10m") Duration every,
        @DefaultValue("1000") int events, @DefaultValue("false") boolean readOnly) {

    CheckpointSettings {
        if (every.toMillis() < 1 || events < 1) {
            throw new IllegalArgumentException("sanxing.audit: every and events must be more than 0");
        }
    }

}
