package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.calendar.KeepCalendar.Day;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class YearTableTests {

    @ParameterizedTest
    @CsvSource({ "2025, 248, 28, 5", "2026, 248, 33, 6" })
    void theShippedYears(int year, int workingDays, int off, int worked) {
        YearTable table = new YearTable(year, ShippedHolidays.of(year));
        assertThat(table.workingDays()).isEqualTo(workingDays);
        assertThat(table.days()).filteredOn((day) -> !day.working()).hasSize(off);
        assertThat(table.days()).filteredOn(CalendarDay::working)
            .hasSize(worked)
            .allSatisfy((day) -> assertThat(YearTable.isWeekend(day.date())).isTrue());
    }

    @ParameterizedTest
    @CsvSource({ "2027, 261", "2028, 260", "2024, 262" })
    void aYearThatIsNotKnownHasItsWeekdays(int year, int workingDays) {
        assertThat(new YearTable(year, List.of()).workingDays()).isEqualTo(workingDays);
        assertThat(new YearTable(year, List.of()).known()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { 2024, 2025, 2026, 2027, 2028 })
    void drawsEveryDayOnceUnderItsWeekday(int year) {
        List<YearTable.Month> months = new YearTable(year, List.of()).months(LocalDate.of(year, 6, 1));
        List<LocalDate> drawn = new ArrayList<>();
        months.forEach((month) -> month.weeks().forEach((week) -> {
            assertThat(week).hasSize(7);
            for (int weekday = 0; weekday < 7; weekday++) {
                YearTable.Cell cell = week.get(weekday);
                if (cell != null) {
                    assertThat(cell.date().getDayOfWeek().getValue()).isEqualTo(weekday + 1);
                    drawn.add(cell.date());
                }
            }
            assertThat(week).anyMatch(Objects::nonNull);
        }));
        LocalDate first = LocalDate.of(year, 1, 1);
        assertThat(drawn).containsExactlyElementsOf(first.datesUntil(first.plusYears(1)).toList());
        assertThat(months.stream().flatMap((month) -> month.weeks().stream()).flatMap(List::stream))
            .filteredOn((cell) -> cell != null && cell.today())
            .hasSize(1);
    }

    @Test
    void groupsDaysByHoliday() {
        assertThat(new YearTable(2025, ShippedHolidays.of(2025)).holidays()).extracting(YearTable.Holiday::name)
            .containsExactly("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节、中秋节");
        YearTable.Holiday spring = new YearTable(2025, ShippedHolidays.of(2025)).holidays().get(1);
        assertThat(spring.off())
            .containsExactly(new YearTable.Span(LocalDate.of(2025, 1, 28), LocalDate.of(2025, 2, 4)));
        assertThat(spring.daysOff()).isEqualTo(8);
        assertThat(spring.worked()).containsExactly(LocalDate.of(2025, 1, 26), LocalDate.of(2025, 2, 8));
    }

    @Test
    void dropsWhatNeedsNoMention() {
        assertThat(KeepCalendar.checked(2027,
                List.of(day("2027-01-04", true, "元旦"), day("2027-01-02", false, " 元旦 "),
                        day("2027-01-09", true, "元旦"))))
            .isEqualTo(new YearTable(2027, List.of(new CalendarDay(LocalDate.of(2027, 1, 2), false, "元旦"),
                    new CalendarDay(LocalDate.of(2027, 1, 9), true, "元旦"))));
    }

    @Test
    void namesEveryDayThatIsWrong() {
        assertThat(errors(2027, day("2026-12-31", false, "元旦"), day("2027-01-01", false, "元旦"),
                day("2027-01-01", true, "元旦"), day("2027-01-02", null, "元旦"), day(null, true, "元旦"),
                day("2027-01-03", false, " "), day("2027-01-05", false, "长".repeat(61)),
                day("2027-01-06", false, "a\nb"), null))
            .containsExactly("days[0].date calendar-other-year", "days[2].date calendar-twice",
                    "days[3].working calendar-working-missing", "days[4].date calendar-date-missing",
                    "days[5].name calendar-name", "days[6].name calendar-name", "days[7].name calendar-name",
                    "days[8].date calendar-date-missing");
        assertThat(errors(2027)).containsExactly("days calendar-empty");
        assertThat(errors(2027, day("2027-01-04", true, "元旦"))).containsExactly("days calendar-empty");
        assertThat(errors(1999, day("1999-01-04", false, "元旦"))).containsExactly("year calendar-year");
    }

    private static List<String> errors(int year, Day... days) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class,
                () -> KeepCalendar.checked(year, Arrays.asList(days)));
        assertThat(refused).isNotNull();
        return refused.errors().stream().map((FieldError error) -> error.field() + " " + error.code()).toList();
    }

    private static Day day(String date, Boolean working, String name) {
        return new Day((date != null) ? LocalDate.parse(date) : null, working, name);
    }

}
