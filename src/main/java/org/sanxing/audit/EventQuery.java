package org.sanxing.audit;

import org.springframework.util.StringUtils;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;

/**
 * What events are looked for by, as the page and the API take it.
 *
 * @param from an instant with offset, or a day of the organ's zone
 * @param to likewise; a day is included whole
 * @param q found anywhere in the detail or the object
 */
record EventQuery(@Nullable String actor, @Nullable String action, @Nullable String from, @Nullable String to,
        @Nullable String result, @Nullable String q) {

    /** Whether anything was asked for. */
    public boolean filters() {
        return Stream.of(this.actor, this.action, this.from, this.to, this.result, this.q)
            .anyMatch(StringUtils::hasText);
    }

    /**
     * @throws InvalidInput naming the bound that is no moment
     */
    AuditEvents.Filter filter(ZoneId zone) {
        return new AuditEvents.Filter(this.actor, this.action, bound("from", this.from, zone, 0),
                bound("to", this.to, zone, 1), this.result, this.q);
    }

    private static @Nullable Instant bound(String field, @Nullable String text, ZoneId zone, int days) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // A plus sign in a URL arrives as a space.
            String stripped = text.strip().replace(' ', '+');
            return (stripped.length() == 10) ? LocalDate.parse(stripped).plusDays(days).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(stripped).toInstant();
        }
        catch (DateTimeException ex) {
            throw new InvalidInput(field, "date");
        }
    }

}
