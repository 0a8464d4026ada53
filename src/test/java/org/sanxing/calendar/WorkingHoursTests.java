package org.sanxing.calendar;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Hours are counted from 08:30 to 12:00 and from 14:00 to 17:30. */
class WorkingHoursTests {

    private final WorkingCalendar calendar = Calendars.shipped(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
            // within a morning, to its very end, over lunch, into the next day
            "2026-11-23T09:00, PT1H, 2026-11-23T10:00", "2026-11-23T08:30, PT3H30M, 2026-11-23T12:00",
            "2026-11-23T11:00, PT2H, 2026-11-23T15:00", "2026-11-23T10:00, PT4H, 2026-11-23T16:00",
            "2026-11-23T16:30, PT4H, 2026-11-24T11:30", "2026-11-23T08:30, PT7H, 2026-11-23T17:30",
            "2026-11-23T09:00, PT14H, 2026-11-25T09:00",
            // begun outside hours: before, at lunch, in the evening, at night
            "2026-11-23T07:00, PT1H, 2026-11-23T09:30", "2026-11-23T12:00, PT1H, 2026-11-23T15:00",
            "2026-11-23T13:00, PT30M, 2026-11-23T14:30", "2026-11-23T17:30, PT1S, 2026-11-24T08:30:01",
            "2026-11-23T23:59:59, PT4H, 2026-11-24T14:30",
            // over a weekend, and begun in one
            "2026-11-20T16:30, PT4H, 2026-11-23T11:30", "2026-11-22T10:00, PT1H, 2026-11-23T09:30",
            // the spring festival, with the Saturdays before and after worked
            "2026-02-13T17:00, PT1H, 2026-02-14T09:00", "2026-02-14T16:30, PT4H, 2026-02-24T11:30",
            "2026-02-17T10:00, PT1H, 2026-02-24T09:30", "2026-02-27T17:00, PT1H, 2026-02-28T09:00",
            // a made-up Sunday counts, the Saturday before does not
            "2026-09-18T17:00, PT1H, 2026-09-20T09:00", "2026-09-20T09:00, PT1H, 2026-09-20T10:00",
            "2026-09-19T10:00, PT1H, 2026-09-20T09:30",
            // no time at all: the moment itself, or the next one that counts
            "2026-11-23T09:00, PT0S, 2026-11-23T09:00", "2026-11-23T07:00, PT0S, 2026-11-23T08:30",
            "2026-11-23T12:30, PT0S, 2026-11-23T14:00", "2026-11-21T09:00, PT0S, 2026-11-23T08:30",
            "2026-11-23T18:00, PT0S, 2026-11-24T08:30",
            // into a year that is not known: Monday to Friday
            "2026-12-31T17:00, PT1H, 2027-01-01T09:00" })
    void countsWorkingTimeForward(LocalDateTime from, Duration time, LocalDateTime expected) {
        assertThat(this.calendar.plusWorkingTime(at(from), time)).isEqualTo(at(expected));
    }

    @Test
    void refusesANegativeTime() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.calendar.plusWorkingTime(Instant.EPOCH, Duration.ofSeconds(-1)));
    }

    @Test
    void readsSpansInOrder() {
        assertThat(WorkingHours.of(" 09:00-12:00 , 13:30-18:00").spans()).hasSize(2);
        assertThat(WorkingHours.of("00:00-23:59").spans()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "09:00", "12:00-09:00", "09:00-09:00", "14:00-17:00,08:00-12:00",
            "08:00-12:00,11:00-17:00" })
    void refusesSpansThatMakeNoDay(String hours) {
        assertThatIllegalArgumentException().isThrownBy(() -> WorkingHours.of(hours));
    }

    @ParameterizedTest
    @ValueSource(strings = { "8-12", "08:00-25:00", "a-b" })
    void refusesWhatIsNoTime(String hours) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> WorkingHours.of(hours));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(Calendars.SHANGHAI).toInstant();
    }

}
