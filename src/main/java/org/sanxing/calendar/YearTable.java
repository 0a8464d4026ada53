package org.sanxing.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.NotFound;

/**
 * The days of one year that differ from Monday to Friday, in order. Without any the year
 * is not known.
 */
record YearTable(int year, List<CalendarDay> days) {

    /** Years that anybody may sensibly ask for. */
    static final int FIRST = 2000;

    static final int LAST = 2100;

    /**
     * Working days that a year usually has; outside of it the preview asks to look again.
     */
    static final int FEWEST = 245;

    static final int MOST = 253;

    YearTable {
        days = days.stream().sorted(Comparator.comparing(CalendarDay::date)).toList();
    }

    /**
     * @throws NotFound for a year that nobody may sensibly ask for
     */
    static int sensible(int year) {
        if (year < FIRST || year > LAST) {
            throw new NotFound("calendar-year");
        }
        return year;
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    boolean known() {
        return !this.days.isEmpty();
    }

    Optional<CalendarDay> on(LocalDate date) {
        return this.days.stream().filter((day) -> day.date().equals(date)).findFirst();
    }

    public int workingDays() {
        int worked = (int) dates().filter((date) -> !isWeekend(date)).count();
        for (CalendarDay day : this.days) {
            if (day.working() == isWeekend(day.date())) {
                worked += day.working() ? 1 : -1;
            }
        }
        return worked;
    }

    /** Whether it is as many as the years known have, more or less. */
    public boolean unusual() {
        int count = workingDays();
        return known() && (count < FEWEST || count > MOST);
    }

    public int fewest() {
        return FEWEST;
    }

    public int most() {
        return MOST;
    }

    private Stream<LocalDate> dates() {
        LocalDate first = LocalDate.of(this.year, 1, 1);
        return first.datesUntil(first.plusYears(1));
    }

    /**
     * This table with one day otherwise; a day like any other of its weekday leaves it.
     */
    YearTable with(LocalDate date, @Nullable CalendarDay other) {
        List<CalendarDay> changed = new ArrayList<>(
                this.days.stream().filter((day) -> !day.date().equals(date)).toList());
        if (other != null) {
            changed.add(other);
        }
        return new YearTable(this.year, changed);
    }

    /** The holidays in order, each with its days off and what is worked for it. */
    public List<Holiday> holidays() {
        Map<String, Holiday> holidays = new LinkedHashMap<>();
        Stream
            .concat(this.days.stream().filter((day) -> !day.working()), this.days.stream().filter(CalendarDay::working))
            .forEach((day) -> holidays
                .computeIfAbsent(day.name(), (name) -> new Holiday(name, new ArrayList<>(), new ArrayList<>()))
                .add(day));
        return List.copyOf(holidays.values());
    }

    /** Twelve months for drawing. */
    List<Month> months(LocalDate today) {
        Map<LocalDate, CalendarDay> marked = this.days.stream()
            .collect(Collectors.toMap(CalendarDay::date, Function.identity()));
        List<Month> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            LocalDate first = LocalDate.of(this.year, month, 1);
            List<@Nullable Cell> cells = new ArrayList<>(
                    Collections.nCopies(first.getDayOfWeek().getValue() - 1, null));
            first.datesUntil(first.plusMonths(1)).forEach((date) -> cells.add(Cell.of(date, marked.get(date), today)));
            cells.addAll(Collections.nCopies(Math.floorMod(-cells.size(), 7), null));
            List<List<@Nullable Cell>> weeks = IntStream.range(0, cells.size() / 7)
                .mapToObj((week) -> cells.subList(week * 7, week * 7 + 7))
                .toList();
            months.add(new Month(first, weeks));
        }
        return months;
    }

    /** Consecutive days, both included. */
    record Span(LocalDate from, LocalDate to) {

        Stream<LocalDate> dates() {
            return this.from.datesUntil(this.to.plusDays(1));
        }

        public long count() {
            return this.from.until(this.to.plusDays(1), java.time.temporal.ChronoUnit.DAYS);
        }

    }

    record Holiday(String name, List<Span> off, List<LocalDate> worked) {

        private void add(CalendarDay day) {
            if (day.working()) {
                this.worked.add(day.date());
                return;
            }
            Span last = this.off.isEmpty() ? null : this.off.get(this.off.size() - 1);
            if (last != null && last.to().plusDays(1).equals(day.date())) {
                this.off.set(this.off.size() - 1, new Span(last.from(), day.date()));
            }
            else {
                this.off.add(new Span(day.date(), day.date()));
            }
        }

        public long daysOff() {
            return this.off.stream().mapToLong(Span::count).sum();
        }

    }

    /**
     * @param weeks each of seven days from Monday; null where the day is of another month
     */
    record Month(LocalDate first, List<List<@Nullable Cell>> weeks) {

    }

    /**
     * @param state {@code normal}, {@code weekend}, {@code off} or {@code worked}
     * @param name of the holiday; empty where there is none
     */
    record Cell(LocalDate date, String state, String name, boolean today) {

        static Cell of(LocalDate date, @Nullable CalendarDay marked, LocalDate today) {
            String usual = isWeekend(date) ? "weekend" : "normal";
            String state = (marked == null) ? usual : marked.working() ? "worked" : "off";
            return new Cell(date, state, (marked != null) ? marked.name() : "", date.equals(today));
        }

    }

}
