package org.sanxing.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours in which a person gets no mail. They may go over midnight.
 *
 * @param from the first quiet minute
 * @param to the first minute after; never equal to {@code from}
 */
record QuietHours(LocalTime from, LocalTime to) {

    /** When they end, where the instant lies in them. */
    Optional<Instant> endAfter(Instant instant, ZoneId zone) {
        ZonedDateTime moment = instant.atZone(zone);
        LocalTime time = moment.toLocalTime();
        boolean overMidnight = this.to.isBefore(this.from);
        boolean begun = !time.isBefore(this.from);
        boolean over = !time.isBefore(this.to);
        if (overMidnight ? !begun && over : !begun || over) {
            return Optional.empty();
        }
        ZonedDateTime end = moment.with(this.to);
        return Optional.of(((overMidnight && begun) ? end.plusDays(1) : end).toInstant());
    }

}
