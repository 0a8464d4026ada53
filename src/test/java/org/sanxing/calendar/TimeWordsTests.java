package org.sanxing.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeWordsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:05:30Z");

    private final TimeWords times = times();

    @BeforeEach
    void chinese() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void reset() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void saysAMomentInTheOrgansZone() {
        assertThat(this.times.moment(NOW)).isEqualTo("11月22日 周日 14:05");
        assertThat(this.times.moment(Instant.parse("2025-12-31T16:00:00Z"))).isEqualTo("1月1日 周四 00:00");
        assertThat(this.times.moment(Instant.parse("2025-12-31T15:59:00Z"))).isEqualTo("2025年12月31日 周三 23:59");
        assertThat(this.times.moment(null)).isEmpty();
        assertThat(this.times.iso(NOW)).isEqualTo("2026-11-22T14:05:30+08:00");
    }

    @Test
    void saysDays() {
        assertThat(this.times.day(LocalDate.of(2026, 11, 26))).isEqualTo("11月26日");
        assertThat(this.times.day(LocalDate.of(2027, 1, 8))).isEqualTo("2027年1月8日");
        assertThat(this.times.due(LocalDate.of(2027, 1, 8))).isEqualTo("2027年1月8日（暂定）");
        assertThat(this.times.range(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30))).isEqualTo("9月1日至9月30日");
        assertThat(this.times.range(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 5)))
            .isEqualTo("2026年12月1日至2027年1月5日");
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-24, 还剩 2 个工作日, warn", "2026-11-29, 还剩 5 个工作日, soon", "2026-11-30, 还剩 6 个工作日, ok",
            "2026-11-22, 今天到期, warn", "2026-11-21, 逾期 1 天, late", "2026-11-19, 逾期 3 天, late",
            "2026-11-25, 还剩 3 个工作日, warn", "2026-11-26, 还剩 4 个工作日, soon" })
    void saysWhatIsLeftUntilTheEndOfADay(LocalDate due, String words, String tone) {
        assertThat(this.times.left(due)).isEqualTo(words);
        assertThat(this.times.tone(due)).isEqualTo(tone);
    }

    @Test
    void saysWhatIsLeftUntilAnInstant() {
        assertThat(this.times.left(NOW.minusSeconds(60))).isEqualTo("已逾期");
        assertThat(this.times.tone(NOW.minusSeconds(60))).isEqualTo("late");
        assertThat(this.times.left(NOW.plusSeconds(60))).isEqualTo("今天到期");
        assertThat(this.times.left(null)).isEmpty();
        assertThat(this.times.tone(null)).isEqualTo("ok");
    }

    @Test
    void marksWhatIsCountedInAYearThatIsNotKnown() {
        assertThat(this.times.left(LocalDate.of(2026, 12, 31))).isEqualTo("还剩 29 个工作日");
        assertThat(this.times.left(LocalDate.of(2027, 1, 1))).isEqualTo("还剩 30 个工作日（暂定）");
        assertThat(this.times.left(Instant.parse("2027-01-04T09:00:00Z"))).isEqualTo("还剩 31 个工作日（暂定）");
        LocaleContextHolder.setLocale(Locale.UK);
        assertThat(this.times.left(LocalDate.of(2027, 1, 1))).isEqualTo("30 working days left (provisional)");
        assertThat(this.times.due(LocalDate.of(2027, 1, 1))).isEqualTo("1 Jan 2027 (provisional)");
    }

    @Test
    void saysItInEnglish() {
        LocaleContextHolder.setLocale(Locale.UK);
        assertThat(this.times.moment(NOW)).isEqualTo("Sun 22 Nov, 14:05");
        assertThat(this.times.left(LocalDate.of(2026, 11, 23))).isEqualTo("1 working day left");
        assertThat(this.times.left(LocalDate.of(2026, 11, 24))).isEqualTo("2 working days left");
        assertThat(this.times.left(LocalDate.of(2026, 11, 21))).isEqualTo("1 day overdue");
        assertThat(this.times.left(LocalDate.of(2023, 11, 21))).isEqualTo("1097 days overdue");
    }

    @Test
    void neverMixesLanguages() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(this.times.moment(NOW)).isEqualTo("11月22日 周日 14:05");
        assertThat(this.times.left((Temporal) LocalDate.of(2026, 11, 24))).isEqualTo("还剩 2 个工作日");
    }

    static TimeWords times() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages-calendar");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new TimeWords(Calendars.shipped(clock), new Deadlines(3, 5, 5, 3, 1, 7, 3), messages, clock,
                Calendars.SHANGHAI);
    }

}
