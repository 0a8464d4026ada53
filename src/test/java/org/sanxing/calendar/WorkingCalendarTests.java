package org.sanxing.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkingCalendarTests {

    private final WorkingCalendar calendar = Calendars.shipped(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(ints = { 2025, 2026 })
    void aYearHas248WorkingDays(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        assertThat(first.datesUntil(first.plusYears(1)).filter(this.calendar::isWorkingDay)).hasSize(248);
        assertThat(this.calendar.isKnown(year)).isTrue();
    }

    @Test
    void mondayToFridayCountInAYearThatIsNotKnown() {
        assertThat(this.calendar.isKnown(2027)).isFalse();
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2027, 1, 1))).isTrue();
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2027, 1, 2))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            // the day itself does not count; none gives the day itself or the next one
            "2026-11-23, 0, 2026-11-23", "2026-11-22, 0, 2026-11-23", "2026-11-20, 1, 2026-11-23",
            "2026-11-23, 3, 2026-11-26", "2026-11-23, 5, 2026-11-30",
            // over the spring festival, whose weekends before and after are worked
            "2026-02-13, 1, 2026-02-14", "2026-02-13, 2, 2026-02-24", "2026-02-25, 3, 2026-02-28",
            "2026-02-13, 7, 2026-03-02",
            // a made-up Sunday and Saturday around the national day
            "2026-09-18, 1, 2026-09-20", "2026-09-30, 1, 2026-10-08", "2026-10-08, 3, 2026-10-12",
            "2025-10-08, 3, 2025-10-11",
            // over the end of a known year and of an unknown one
            "2025-12-30, 3, 2026-01-05", "2026-12-30, 3, 2027-01-04" })
    void countsWorkingDaysForward(LocalDate from, int days, LocalDate expected) {
        assertThat(this.calendar.plusWorkingDays(from, days)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-26, 1, 2026-11-25", "2026-11-23, 1, 2026-11-20", "2026-11-22, 0, 2026-11-20",
            "2026-02-24, 1, 2026-02-14", "2026-10-08, 1, 2026-09-30", "2026-01-05, 2, 2025-12-31" })
    void countsWorkingDaysBackward(LocalDate from, int days, LocalDate expected) {
        assertThat(this.calendar.minusWorkingDays(from, days)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-23, 2026-11-26, 3", "2026-11-23, 2026-11-23, 0", "2026-11-26, 2026-11-23, -3",
            "2026-02-13, 2026-02-24, 2", "2026-11-20, 2026-11-22, 0", "2024-12-31, 2025-12-31, 248" })
    void countsWorkingDaysBetween(LocalDate from, LocalDate to, int expected) {
        assertThat(this.calendar.workingDaysBetween(from, to)).isEqualTo(expected);
    }

    @Test
    void refusesANegativeNumber() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.calendar.plusWorkingDays(LocalDate.of(2026, 1, 1), -1));
    }

    @ParameterizedTest
    @CsvSource({
            // immediate: five working days
            "immediate, 2026-11-23, 2026-11-30", "immediate, 2026-02-11, 2026-02-25",
            // months: clamped at the end of the month, then the next working day
            "short, 2026-11-23, 2026-12-23", "short, 2026-01-31, 2026-02-28", "short, 2025-01-31, 2025-02-28",
            "short, 2028-01-31, 2028-02-29", "short, 2028-02-29, 2028-03-29", "short, 2026-03-31, 2026-04-30",
            "short, 2026-10-31, 2026-11-30", "short, 2026-01-15, 2026-02-24", "short, 2026-04-01, 2026-05-06",
            "short, 2026-08-20, 2026-09-20", "short, 2025-09-11, 2025-10-11", "medium, 2025-11-30, 2026-02-28",
            "medium, 2027-11-30, 2028-02-29", "medium, 2026-07-01, 2026-10-08", "long, 2026-08-31, 2027-03-01",
            "long, 2025-08-31, 2026-02-28", "long, 2026-11-23, 2027-05-24" })
    void aDeadlineClassIsDueOn(String id, LocalDate registered, LocalDate expected) {
        assertThat(DeadlineClass.of(id).orElseThrow().dueOn(registered, this.calendar)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
            // no daylight saving; then the nights in which clocks change; and a midnight
            // that does not exist
            "Asia/Shanghai, 2026-11-22, 2026-11-22T15:59:59Z", "Europe/Berlin, 2026-03-28, 2026-03-28T22:59:59Z",
            "Europe/Berlin, 2026-03-29, 2026-03-29T21:59:59Z", "Europe/Berlin, 2026-10-25, 2026-10-25T22:59:59Z",
            "Asia/Beirut, 2026-03-28, 2026-03-28T21:59:59Z", "Asia/Shanghai, 2028-02-29, 2028-02-29T15:59:59Z" })
    void aDayEndsInItsOwnZone(ZoneId zone, LocalDate date, Instant expected) {
        WorkingCalendar there = Calendars.shipped(Clock.systemUTC(), zone);
        assertThat(there.endOf(date)).isEqualTo(expected);
        assertThat(there.dateOf(expected)).isEqualTo(date);
        assertThat(there.dateOf(expected.plusSeconds(1))).isEqualTo(date.plusDays(1));
    }

    @Test
    void todayIsTheOrgansDay() {
        Clock evening = Clock.fixed(Instant.parse("2026-11-21T16:00:00Z"), ZoneId.of("UTC"));
        assertThat(Calendars.shipped(evening).today()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

}
