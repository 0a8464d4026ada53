package org.sanxing.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Times as people say them, in the reader's language and the organ's time zone; in
 * templates the bean {@code @times}. Takes an {@link Instant} or a {@link LocalDate}
 * (meant to its end) everywhere; null gives an empty string.
 */
public class TimeWords {

    private final WorkingCalendar calendar;

    private final Deadlines deadlines;

    private final MessageSource messages;

    private final Clock clock;

    private final ZoneId zone;

    TimeWords(WorkingCalendar calendar, Deadlines deadlines, MessageSource messages, Clock clock, ZoneId zone) {
        this.calendar = calendar;
        this.deadlines = deadlines;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    /** {@code 11月22日 周日 14:05}; with the year where it is not this one. */
    public String moment(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        return format("moment", instant.atZone(this.zone), !isThisYear(this.calendar.dateOf(instant)));
    }

    /** {@code 11月22日 周日 14:05:09}, where the order of what happened matters. */
    public String second(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        return format("second", instant.atZone(this.zone), !isThisYear(this.calendar.dateOf(instant)));
    }

    /** {@code 11月22日}; with the year where it is not this one. */
    public String day(@Nullable Temporal when) {
        if (when == null) {
            return "";
        }
        LocalDate date = date(when);
        return format("day", date, !isThisYear(date));
    }

    /** {@code 10月1日 周四}, where the year is said already. */
    public String weekday(LocalDate date) {
        return format("weekday", date, false);
    }

    /** The name of a month. */
    public String month(LocalDate first) {
        return format("month", first, false);
    }

    /** As {@link #day}, marked where the holidays of that year are not known yet. */
    public String due(@Nullable Temporal when) {
        if (when == null) {
            return "";
        }
        return this.calendar.isKnown(date(when).getYear()) ? day(when) : say("provisional", day(when));
    }

    /** {@code 9月1日至9月30日}. */
    public String range(LocalDate from, LocalDate to) {
        boolean withYear = !isThisYear(from) || !isThisYear(to);
        return say("range", format("day", from, withYear), format("day", to, withYear));
    }

    /**
     * {@code 还剩 2 个工作日}, {@code 今天到期}, {@code 逾期 3 天} (calendar days). Marked where
     * working days of a year are counted whose holidays are not known yet.
     */
    public String left(@Nullable Temporal due) {
        if (due == null) {
            return "";
        }
        LocalDate today = this.calendar.today();
        LocalDate date = date(due);
        if (isLate(due)) {
            long days = ChronoUnit.DAYS.between(date, today);
            return (days > 0) ? say("left.late", days) : say("left.late-today");
        }
        if (date.equals(today)) {
            return say("left.today");
        }
        int days = this.calendar.workingDaysBetween(today, date);
        String left = (days > 0) ? say("left.days", days) : say("left.none");
        return this.calendar.isKnown(date.getYear()) ? left : say("provisional", left);
    }

    /** The exact time, for {@code title} and {@code datetime}. */
    public String iso(@Nullable Temporal when) {
        if (when instanceof Instant instant) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(this.zone));
        }
        return (when != null) ? when.toString() : "";
    }

    /**
     * {@code ok}, {@code soon}, {@code warn} or {@code late}, for {@code sx-due-*}; a
     * time that is not set is {@code ok}.
     */
    public String tone(@Nullable Temporal due) {
        if (due == null) {
            return "ok";
        }
        if (isLate(due)) {
            return "late";
        }
        long days = ChronoUnit.DAYS.between(this.calendar.today(), date(due));
        if (days <= this.deadlines.warn()) {
            return "warn";
        }
        return (days <= this.deadlines.soon()) ? "soon" : "ok";
    }

    private boolean isLate(Temporal due) {
        Instant last = (due instanceof Instant instant) ? instant : this.calendar.endOf(date(due));
        return this.clock.instant().isAfter(last);
    }

    private boolean isThisYear(LocalDate date) {
        return date.getYear() == this.calendar.today().getYear();
    }

    private LocalDate date(Temporal when) {
        return (when instanceof Instant instant) ? this.calendar.dateOf(instant) : LocalDate.from(when);
    }

    private String format(String pattern, TemporalAccessor when, boolean withYear) {
        Locale locale = locale();
        String letters = this.messages.getMessage("calendar.pattern." + pattern + (withYear ? "-year" : ""), null,
                locale);
        return DateTimeFormatter.ofPattern(letters, locale).format(when);
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage("calendar." + key, arguments, locale());
    }

    /** Never mixed: a language that has no messages gets Chinese names of days too. */
    private static Locale locale() {
        Locale reader = LocaleContextHolder.getLocale();
        return Locale.ENGLISH.getLanguage().equals(reader.getLanguage()) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

}
