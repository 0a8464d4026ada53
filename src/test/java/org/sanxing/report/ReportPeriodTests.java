package org.sanxing.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.calendar.Calendars;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.report.ReportPeriod.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPeriodTests {

    private final WorkingCalendar calendar = Calendars.shipped(Clock.systemUTC());

    @ParameterizedTest
    @CsvSource(textBlock = """
            WEEK,  2026-11-22, 2026-11-16, 2026-11-22, 2026-11-23
            WEEK,  2026-11-23, 2026-11-23, 2026-11-29, 2026-11-30
            # over the new year, whose first working day is a made-up Sunday
            WEEK,  2025-12-31, 2025-12-29, 2026-01-04, 2026-01-05
            WEEK,  2026-01-01, 2025-12-29, 2026-01-04, 2026-01-05
            MONTH, 2025-12-31, 2025-12-01, 2025-12-31, 2026-01-04
            # the holidays of spring: a Saturday and a Sunday are worked before and after
            WEEK,  2026-02-14, 2026-02-09, 2026-02-15, 2026-02-24
            WEEK,  2026-02-18, 2026-02-16, 2026-02-22, 2026-02-24
            WEEK,  2026-02-28, 2026-02-23, 2026-03-01, 2026-03-02
            MONTH, 2026-02-28, 2026-02-01, 2026-02-28, 2026-03-02
            MONTH, 2028-02-29, 2028-02-01, 2028-02-29, 2028-03-01
            # the holidays of autumn
            MONTH, 2026-09-01, 2026-09-01, 2026-09-30, 2026-10-08
            WEEK,  2026-10-04, 2026-09-28, 2026-10-04, 2026-10-08
            WEEK,  2026-10-10, 2026-10-05, 2026-10-11, 2026-10-12
            # a year that is not known
            MONTH, 2027-04-30, 2027-04-01, 2027-04-30, 2027-05-03
            """)
    void isReportedOnTheFirstWorkingDayAfterIt(Kind kind, LocalDate day, LocalDate first, LocalDate last,
            LocalDate reportedOn) {
        ReportPeriod period = ReportPeriod.of(kind, day);
        assertThat(period.starts()).isEqualTo(first);
        assertThat(period.last()).isEqualTo(last);
        assertThat(period.reportedOn(this.calendar)).isEqualTo(reportedOn);
    }

    @Test
    void beginsAndEndsAtMidnightInTheOrgansTimeZone() {
        ReportPeriod week = ReportPeriod.of(Kind.WEEK, LocalDate.of(2026, 11, 18));
        assertThat(week.from(this.calendar)).isEqualTo(Instant.parse("2026-11-15T16:00:00Z"));
        assertThat(week.to(this.calendar)).isEqualTo(Instant.parse("2026-11-22T16:00:00Z"));
        assertThat(week.next().from(this.calendar)).isEqualTo(week.to(this.calendar));
        assertThat(week.next().previous()).isEqualTo(week);
    }

}
