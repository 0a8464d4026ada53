package org.sanxing.report;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which reports are made by themselves.
 *
 * @param weekly for each week, on the first working day after it
 * @param monthly for each month, on the first working day after it
 */
@ConfigurationProperties("sanxing.rectification.reports")
public record ReportSettings(@DefaultValue("true") boolean weekly, @DefaultValue("true") boolean monthly) {

    boolean makes(ReportPeriod.Kind kind) {
        return switch (kind) {
            case WEEK -> this.weekly;
            case MONTH -> this.monthly;
        };
    }

}
