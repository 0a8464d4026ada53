package org.sanxing.meeting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How meetings are called, in Chinese like all that is kept of them. */
@Component
public class MeetingTexts {

    private final MessageSource messages;

    private final ZoneId zone;

    MeetingTexts(MessageSource messages, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
    }

    /**
     * Title and number, as it is referred to elsewhere; a title that says which meeting
     * it is needs no second number.
     */
    public String label(Meeting meeting) {
        if (meeting.title().matches(say("meeting.label.numbered"))) {
            return meeting.title();
        }
        return say("meeting.label", meeting.title(), meeting.year(), meeting.number());
    }

    public String defaultTitle() {
        return say("meeting.default-title");
    }

    int yearOf(Instant time) {
        return time.atZone(this.zone).getYear();
    }

    public Instant at(LocalDateTime local) {
        return local.atZone(this.zone).toInstant();
    }

    /** As a form takes it. */
    public String local(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").format(time.atZone(this.zone));
    }

    /** As minutes write it. */
    public String moment(Instant time) {
        return DateTimeFormatter.ofPattern(say("meeting.minutes.moment")).format(time.atZone(this.zone));
    }

    public String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

}
