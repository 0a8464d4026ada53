package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.calendar.Calendars;
import org.sanxing.calendar.WorkingCalendar;

import static org.assertj.core.api.Assertions.assertThat;

/** Time limits after a redo, and dates to which a deadline may be put off. */
class DatesTests {

    private final WorkingCalendar calendar = Calendars
        .shipped(Clock.fixed(Instant.parse("2026-09-20T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest(name = "due {0}, set {1}, today {2}: {3}")
    @CsvSource({ "2026-12-22,,2026-11-23,2026-12-22", "2026-11-25,,2026-11-23,2026-11-30",
            "2026-11-01,,2026-11-23,2026-11-30", "2026-11-30,,2026-11-23,2026-11-30",
            "2026-12-22,2026-11-23,2026-11-23,2026-11-23", "2026-12-22,2026-11-20,2026-11-23,2026-11-23",
            "2026-11-25,2027-02-28,2026-11-23,2027-02-28",
            // 25 to 27 September off, 1 to 7 October off, 10 October worked.
            "2026-09-01,,2026-09-24,2026-10-09", "2026-09-01,,2026-09-30,2026-10-13" })
    void givesAnotherTimeLimitNeverBeforeToday(LocalDate due, LocalDate set, LocalDate today, LocalDate limit) {
        assertThat(TurnEntry.timeLimit(due, set, today, 5, this.calendar)).isEqualTo(limit);
    }

    @ParameterizedTest(name = "to {0}, due {1}, today {2}: {3}")
    @CsvSource({ "2026-12-23,2026-12-22,2026-11-23,true", "2026-12-22,2026-12-22,2026-11-23,false",
            "2026-12-21,2026-12-22,2026-11-23,false", "2026-11-24,2026-11-01,2026-11-23,true",
            "2026-11-23,2026-11-01,2026-11-23,false", "2026-11-22,2026-11-01,2026-11-23,false",
            "2028-02-29,2028-02-28,2028-02-28,true" })
    void isPutOffToADateAfterTodayAndAfterTheDeadline(LocalDate to, LocalDate due, LocalDate today, boolean allowed) {
        assertThat(Extensions.isLater(to, due, today)).isEqualTo(allowed);
    }

}
