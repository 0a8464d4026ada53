package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.calendar.Calendars;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.lookback.LookBackPolicy.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** When a look-back comes, and whether one is chosen. */
class SampleTests {

    private static final String SEED = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final WorkingCalendar calendar = Calendars
        .shipped(Clock.fixed(Instant.parse("2026-09-20T00:00:00Z"), ZoneOffset.UTC));

    /** The first one by hand: {@code printf %s seed:ZB1-2026-001:1 | sha256sum}. */
    @Test
    void whatIsDrawnCanBeWorkedOutAgain() {
        String digest = Sample.digest(SEED + ":ZB1-2026-001:1");
        assertThat(digest).isEqualTo("a63825c9f2d7c22bba016bd5c597b57f35a3948f6a7022ba51d1fc75ee74efb7");
        assertThat(Sample.drawn(SEED, "ZB1-2026-001", 1))
            .isEqualTo((int) (Long.parseLong(digest.substring(0, 8), 16) % 100))
            .isEqualTo(45);
        assertThat(Sample.drawn(SEED, "ZB1-2026-001", 2)).isEqualTo(17);
    }

    @Test
    void aSampleHasAboutAsManyAsItSays() {
        LookBackPolicy third = policy(Mode.SAMPLE, List.of(), 30);
        long chosen = IntStream.range(0, 10_000)
            .filter((number) -> third.chooses(DeadlineClass.SHORT, Sample.drawn(SEED, "ZB1-2026-" + number, 1)))
            .count();
        assertThat(chosen).isBetween(2_800L, 3_200L);
        assertThat(third.chooses(DeadlineClass.SHORT, 29)).isTrue();
        assertThat(third.chooses(DeadlineClass.SHORT, 30)).isFalse();
    }

    @Test
    void aSeedCannotBeGuessed() {
        assertThat(Sample.seed()).matches("[0-9a-f]{64}").isNotEqualTo(Sample.seed());
    }

    @Test
    void allOrSomeClassesAreChosen() {
        assertThat(policy(Mode.ALL, List.of(), null).chooses(DeadlineClass.LONG, 99)).isTrue();
        LookBackPolicy classes = policy(Mode.CLASSES, List.of(DeadlineClass.MEDIUM, DeadlineClass.LONG), null);
        assertThat(classes.chooses(DeadlineClass.LONG, 99)).isTrue();
        assertThat(classes.chooses(DeadlineClass.IMMEDIATE, 0)).isFalse();
    }

    private static LookBackPolicy policy(Mode mode, List<DeadlineClass> classes, Integer percent) {
        return new LookBackPolicy("id", "b1", 1, mode, classes, percent, "secretary1", Instant.EPOCH);
    }

    @ParameterizedTest(name = "{0} and {1} months: {2}, begins {3}")
    @CsvSource({ "2026-03-16,3,2026-06-16,2026-06-16",
            // Month ends are clamped; 29 February comes only in its years.
            "2025-11-30,3,2026-02-28,2026-02-28", "2027-11-30,3,2028-02-29,2028-02-29",
            "2028-02-29,12,2029-02-28,2029-02-28", "2025-12-31,2,2026-02-28,2026-02-28",
            // 28 February and 10 October 2026 are worked Saturdays, 20 September a
            // Sunday.
            "2026-06-20,3,2026-09-20,2026-09-20", "2026-07-10,3,2026-10-10,2026-10-10",
            // 15 to 23 February off; 19 to 21 June off; 1 to 7 October off; 3 May is
            // Labour Day's.
            "2025-11-15,3,2026-02-15,2026-02-24", "2026-03-20,3,2026-06-20,2026-06-22",
            "2026-07-01,3,2026-10-01,2026-10-08", "2026-02-03,3,2026-05-03,2026-05-06",
            // An ordinary Saturday.
            "2026-04-11,3,2026-07-11,2026-07-13",
            // A year that is not known yet: Monday to Friday.
            "2026-11-20,3,2027-02-20,2027-02-22" })
    void beginsSomeMonthsAfterTheClosingOnAWorkingDay(LocalDate closed, int months, LocalDate counted,
            LocalDate begins) {
        LocalDate date = new LookBackSettings(months, 10).countedFrom(closed);
        assertThat(date).isEqualTo(counted);
        assertThat(new LookBackDates(this.calendar).begins(date)).isEqualTo(begins);
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-01,2026Q1", "2026-03-31,2026Q1", "2026-04-01,2026Q2", "2026-11-22,2026Q4" })
    void aSeedIsThatOfItsQuarter(LocalDate date, String quarter) {
        assertThat(Sample.quarter(date)).isEqualTo(quarter);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LookBackSettings(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new LookBackSettings(3, 0));
    }

}
