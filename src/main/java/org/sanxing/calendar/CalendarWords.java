package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tables of holidays in the reader's language; in templates {@code @calendarWords}. */
@Component
class CalendarWords {

    private final MessageSource messages;

    CalendarWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A whole table as lines that {@link NoticeReader} reads back to the same table. */
    String lines(YearTable table) {
        List<String> lines = new ArrayList<>();
        for (YearTable.Holiday holiday : table.holidays()) {
            if (!holiday.off().isEmpty()) {
                lines.add(say("line.off", spans(holiday.off(), "line.span"), holiday.name()));
            }
            if (!holiday.worked().isEmpty()) {
                lines.add(say("line.worked", joined(holiday.worked().stream().map(LocalDate::toString).toList()),
                        holiday.name()));
            }
        }
        return String.join("\n", lines);
    }

    private String spans(List<YearTable.Span> spans, String key) {
        return joined(spans.stream()
            .map((span) -> (span.count() == 1) ? span.from().toString() : say(key, span.from(), span.to()))
            .toList());
    }

    private String joined(List<String> words) {
        return String.join(say("line.and"), words);
    }

    /** Why a line was not understood. */
    public String reason(NoticeReader.NotUnderstood line) {
        return say("reading." + line.code(), line.arguments().stream().map(String::valueOf).toArray());
    }

    private String say(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = String.valueOf(arguments[i]);
        }
        return this.messages.getMessage("calendar." + key, plain, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

}
