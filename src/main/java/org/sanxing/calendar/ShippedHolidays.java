package org.sanxing.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/** The holidays that the application brings along, one file for each year known. */
final class ShippedHolidays {

    /** The years for which there is a file. */
    static final List<Integer> YEARS = List.of(2025, 2026);

    private ShippedHolidays() {
    }

    static List<CalendarDay> of(int year) {
        String name = "/calendar/holidays-" + year + ".json";
        try (InputStream file = ShippedHolidays.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return days(JsonMapper.shared().readValue(file, Year.class));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<CalendarDay> days(Year year) {
        List<CalendarDay> days = new ArrayList<>();
        for (Holiday holiday : year.holidays()) {
            holiday.from()
                .datesUntil(holiday.to().plusDays(1))
                .forEach((date) -> days.add(new CalendarDay(date, false, holiday.name())));
            holiday.worked().forEach((date) -> days.add(new CalendarDay(date, true, holiday.name())));
        }
        return days;
    }

    private record Year(int year, List<Holiday> holidays) {

    }

    private record Holiday(String name, LocalDate from, LocalDate to, List<LocalDate> worked) {

    }

}
