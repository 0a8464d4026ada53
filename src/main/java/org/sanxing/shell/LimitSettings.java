package org.sanxing.shell;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * @param account how many requests of one account run at the same time
 * @param address how many requests of one address run at the same time
 * @param patience how long three times, and once, as many more wait before they get 429
 * @param body how slowly a body may come
 */
@ConfigurationProperties("sanxing.limits")
record LimitSettings(@DefaultValue("8") int account, @DefaultValue("100") int address,
        @Name("wait") @DefaultValue("2s") Duration patience, @DefaultValue Body body) {

    LimitSettings {
        if (account < 1 || address < 1 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "sanxing.limits: account and address must be 1 or more, wait not negative");
        }
    }

    /**
     * @param pause for how long it may pause
     * @param grace for how long it may keep us waiting on the whole, and with what it has
     * brought
     * @param perSecond how many bytes are worth a second
     */
    record Body(@DefaultValue("10s") Duration pause, @DefaultValue("20s") Duration grace,
            @DefaultValue("8KB") DataSize perSecond) {

        Body {
            if (pause.toMillis() < 1 || grace.isNegative() || perSecond.toBytes() < 1) {
                throw new IllegalArgumentException(
                        "sanxing.limits.body: pause and per-second must be more than 0, grace not negative");
            }
        }

    }

}
