package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of the calendar show, the administrator's and everybody's. */
@Component
class CalendarViews {

    private final CalendarYears years;

    private final CalendarDays days;

    private final WorkingCalendar calendar;

    CalendarViews(CalendarYears years, CalendarDays days, WorkingCalendar calendar) {
        this.years = years;
        this.days = days;
        this.calendar = calendar;
    }

    /** Puts a year and the choice of years into the model. */
    CalendarYear year(int year, Model model) {
        CalendarYear kept = chooser(year, model);
        model.addAttribute("kept", kept);
        model.addAttribute("workingDays", kept.table().workingDays());
        model.addAttribute("months", kept.table().months(this.calendar.today()));
        model.addAttribute("holidays", kept.table().holidays());
        return kept;
    }

    /**
     * @throws org.sanxing.common.NotFound for a year that nobody may sensibly ask for
     */
    CalendarYear chooser(int year, Model model) {
        model.addAttribute("year", YearTable.sensible(year));
        // A number would be grouped, 2,026, in a message.
        model.addAttribute("yearText", String.valueOf(year));
        model.addAttribute("base", "/admin/calendar/" + year);
        model.addAttribute("choices", choices(year));
        return this.years.get(year);
    }

    /** The years known, this one, the next to be added, and the one that is looked at. */
    List<Choice> choices(int looked) {
        TreeSet<Integer> known = new TreeSet<>(this.days.current().years());
        TreeSet<Integer> offered = new TreeSet<>(known);
        int thisYear = this.calendar.today().getYear();
        offered.add(thisYear);
        offered.add(Math.max(thisYear, known.isEmpty() ? thisYear : known.last()) + 1);
        offered.add(looked);
        return offered.stream()
            .filter((year) -> year <= YearTable.LAST)
            .map((year) -> new Choice(year, known.contains(year), year == looked))
            .toList();
    }

    NoticeReader.Reading read(int year, @Nullable String lines) {
        String text = (lines != null) ? lines : "";
        if (text.length() > NoticeReader.LONGEST_TEXT) {
            throw new InvalidInput("lines", "calendar-text-long", NoticeReader.LONGEST_TEXT);
        }
        return NoticeReader.read(year, text);
    }

    /** The days on which two tables of a year say something else. */
    List<Difference> differences(YearTable before, YearTable after) {
        TreeSet<LocalDate> dates = new TreeSet<>();
        before.days().forEach((day) -> dates.add(day.date()));
        after.days().forEach((day) -> dates.add(day.date()));
        List<Difference> differences = new ArrayList<>();
        for (LocalDate date : dates) {
            Optional<CalendarDay> was = before.on(date);
            Optional<CalendarDay> is = after.on(date);
            if (!was.equals(is)) {
                differences.add(new Difference(date, YearTable.Cell.of(date, was.orElse(null), date),
                        YearTable.Cell.of(date, is.orElse(null), date)));
            }
        }
        return differences;
    }

    record Choice(int year, boolean known, @JsonIgnore boolean looked) {

    }

    record Difference(LocalDate date, YearTable.Cell before, YearTable.Cell after) {

    }

}
