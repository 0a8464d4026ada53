package org.sanxing.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From Monday, 23 November 2026. */
class DueTimesTests {

    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");

    private final DueTimes times = times(1);

    private static DueTimes times(int reminder) {
        return new DueTimes(Calendars.shipped(Clock.fixed(MONDAY, Calendars.SHANGHAI)),
                new Deadlines(3, 5, 5, 3, reminder, 7, 3));
    }

    @Test
    void isDueAtTheEndOfTheDay() {
        assertThat(this.times.due(LocalDate.of(2026, 11, 23), 5)).isEqualTo("2026-11-30T15:59:59Z");
    }

    @Test
    void remindsOnTheMorningOfTheWorkingDayBefore() {
        Instant monday = Instant.parse("2026-11-30T15:59:59Z");
        assertThat(this.times.reminder(monday, MONDAY)).isEqualTo("2026-11-27T00:59:59Z");
        assertThat(times(3).reminder(monday, MONDAY)).isEqualTo("2026-11-25T00:59:59Z");
    }

    @Test
    void doesNotRemindWhereItWouldComeAtOnce() {
        Instant due = Instant.parse("2026-11-24T15:59:59Z");
        Instant reminder = Instant.parse("2026-11-23T00:59:59Z");
        assertThat(this.times.reminder(due, reminder.minusSeconds(1))).isEqualTo(reminder);
        assertThat(this.times.reminder(due, reminder)).isNull();
        assertThat(this.times.reminder(due, reminder.plusSeconds(1))).isNull();
        assertThat(this.times.reminder(due, MONDAY)).isNull();
    }

    @Test
    void remindsOfNothingThatIsNeverDueAndNobodyWhereNobodyIsToBeReminded() {
        assertThat(this.times.reminder(null, MONDAY)).isNull();
        assertThat(times(0).reminder(Instant.parse("2026-11-30T15:59:59Z"), MONDAY)).isNull();
    }

}
