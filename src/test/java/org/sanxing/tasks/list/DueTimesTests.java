package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.sanxing.calendar.Calendars;
import org.sanxing.calendar.Deadlines;

import static org.assertj.core.api.Assertions.assertThat;

class DueTimesTests {

    /** A Friday in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final DueTimes times = times(1);

    private static DueTimes times(int reminder) {
        return new DueTimes(Calendars.shipped(Clock.fixed(NOW, ZoneOffset.UTC)),
                new Deadlines(3, 5, 5, 3, reminder, 7, 3));
    }

    @Test
    void isDueAtTheEndOfAWorkingDay() {
        assertThat(this.times.today()).isEqualTo("2026-11-20");
        assertThat(this.times.due(LocalDate.parse("2026-11-20"), 1)).isEqualTo("2026-11-23T15:59:59Z");
        assertThat(this.times.endOf(LocalDate.parse("2026-11-21"))).isEqualTo("2026-11-21T15:59:59Z");
        assertThat(this.times.endOf(null)).isNull();
    }

    @Test
    void remindsAtNineOnTheWorkingDayBefore() {
        Instant due = this.times.due(LocalDate.parse("2026-11-20"), 2);
        assertThat(this.times.reminder(due, NOW)).isEqualTo("2026-11-23T00:59:59Z");
        assertThat(times(2).reminder(due, NOW.minusSeconds(7200))).isEqualTo("2026-11-20T00:59:59Z");
    }

    @Test
    void neverRemindsAtOnceOrOfThePast() {
        Instant due = this.times.due(LocalDate.parse("2026-11-20"), 2);
        Instant nine = Instant.parse("2026-11-23T00:59:59Z");
        assertThat(this.times.reminder(due, nine.minusMillis(1))).isEqualTo(nine);
        assertThat(this.times.reminder(due, nine)).isNull();
        assertThat(this.times.reminder(due, nine.plusSeconds(1))).isNull();
    }

    @Test
    void remindsOfNothingWithoutADateOrWhereItIsSwitchedOff() {
        assertThat(this.times.reminder(null, NOW)).isNull();
        assertThat(times(0).reminder(this.times.due(LocalDate.parse("2026-11-20"), 5), NOW)).isNull();
    }

}
