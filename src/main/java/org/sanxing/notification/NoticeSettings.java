package org.sanxing.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be told. Messages in the application always come.
 *
 * @param language of mails: {@code zh} or {@code en}
 * @param quiet null where there are none
 * @param digestHour 0 to 23, in the organ's zone
 * @param choices by event; what is not named is {@link MailChoice#NOW}
 * @param revision 0 while nothing was ever changed
 */
record NoticeSettings(String account, String language, @Nullable QuietHours quiet, int digestHour,
        Map<String, MailChoice> choices, int revision) {

    static final int DIGEST_HOUR = 8;

    static NoticeSettings ofNobodyYet(String account) {
        return new NoticeSettings(account, "zh", null, DIGEST_HOUR, Map.of(), 0);
    }

    MailChoice choice(String event) {
        return this.choices.getOrDefault(event, MailChoice.NOW);
    }

    Locale locale() {
        return locale(this.language);
    }

    static Locale locale(String language) {
        return "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    /** The instant itself, or the end of the quiet hours in which it lies. */
    Instant notBefore(Instant instant, ZoneId zone) {
        return (this.quiet != null) ? this.quiet.endAfter(instant, zone).orElse(instant) : instant;
    }

    /** The next time after the instant at which a digest is due. */
    Instant nextDigest(Instant instant, ZoneId zone) {
        ZonedDateTime at = instant.atZone(zone).with(LocalTime.of(this.digestHour, 0));
        return (at.toInstant().isAfter(instant) ? at : at.plusDays(1)).toInstant();
    }

}
