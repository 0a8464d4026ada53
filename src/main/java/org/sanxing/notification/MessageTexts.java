package org.sanxing.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sanxing.common.Texts;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts a message into words when it is read, in the language of who reads it. An argument
 * that is an ISO date or instant is written as people say it.
 */
@Component
class MessageTexts {

    /** Where the due time stands among the arguments. */
    static final int DUE = 2;

    private final MessageSource words;

    private final ZoneId zone;

    MessageTexts(NoticeFiles files, ZoneId zone) {
        this.words = files.words();
        this.zone = zone;
    }

    /** What the kind of notice is called. */
    String name(String event, Locale locale) {
        return words("notice." + event + ".name", event, locale);
    }

    String title(String event, List<String> arguments, Locale locale) {
        return say("notice." + event + ".title", event, arguments, locale);
    }

    /** The text that names the due time where there is one, else the one without. */
    String text(String event, List<String> arguments, Locale locale) {
        String plain = "notice." + event + ".text";
        if (arguments.size() > DUE && !Texts.isBlank(arguments.get(DUE))) {
            String due = say(plain + ".due", "", arguments, locale);
            if (!due.isEmpty()) {
                return due;
            }
        }
        return say(plain, "", arguments, locale);
    }

    String words(String key, String otherwise, Locale locale, Object... arguments) {
        String text = this.words.getMessage(key, arguments, otherwise, locale);
        return (text != null) ? text : otherwise;
    }

    /** One message of any key, with arguments as a notice has them. */
    String say(String key, String otherwise, List<String> arguments, Locale locale) {
        List<String> spoken = new ArrayList<>();
        for (int i = 0; i < Math.max(NoticeFiles.ARGUMENTS, arguments.size()); i++) {
            spoken.add((i < arguments.size()) ? spoken(arguments.get(i), locale) : "");
        }
        String text = this.words.getMessage(key, spoken.toArray(), otherwise, locale);
        return (text != null) ? text : otherwise;
    }

    private String spoken(String argument, Locale locale) {
        if (argument.length() < 10 || argument.charAt(4) != '-') {
            return argument;
        }
        try {
            LocalDate date = (argument.indexOf('T') > 0) ? Instant.parse(argument).atZone(this.zone).toLocalDate()
                    : LocalDate.parse(argument);
            String pattern = words("notification.date", "yyyy-MM-dd", locale);
            return date.format(DateTimeFormatter.ofPattern(pattern, locale));
        }
        catch (DateTimeParseException ex) {
            return argument;
        }
    }

}
