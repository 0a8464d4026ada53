package org.sanxing.lookback;

import java.time.LocalDate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param months calendar months after a closing
 * @param workingDays that those who look back have
 */
@ConfigurationProperties("sanxing.rectification.lookback")
public record LookBackSettings(@DefaultValue("3") int months, @DefaultValue("10") int workingDays) {

    public LookBackSettings {
        if (months < 1 || workingDays < 1) {
            throw new IllegalArgumentException(
                    "sanxing.rectification.lookback: months and working-days must be 1 or more");
        }
    }

    /**
     * The date counted from a closing, clamped at the month's end. It begins on the next
     * working day, which is looked up when it is shown or comes: so it follows a calendar
     * that becomes known later.
     */
    LocalDate countedFrom(LocalDate closedOn) {
        return closedOn.plusMonths(this.months);
    }

}
