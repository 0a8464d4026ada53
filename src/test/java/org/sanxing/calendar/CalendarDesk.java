package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes single days of the calendar, and tells who keeps dates. */
public final class CalendarDesk {

    private CalendarDesk() {
    }

    /** A working day off, or no longer. */
    public static void off(ApplicationContext context, LocalDate day, boolean off) {
        CalendarDays days = context.getBean(CalendarDays.class);
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
            jdbc.sql("delete from calendar_day where calendar_date = :day").param("day", day).update();
            if (off) {
                jdbc.sql("insert into calendar_day (calendar_date, working, name) values (:day, false, 'test')")
                    .param("day", day)
                    .update();
            }
            // As KeepCalendar does: what the scheduled reading finds meanwhile does not
            // count here.
            List<CalendarDay> all = context.getBean(CalendarYears.class).days();
            days.answerBy(new YearTable(day.getYear(),
                    all.stream().filter((each) -> each.date().getYear() == day.getYear()).toList()));
            context
                .publishEvent(new CalendarChanged("sysadmin", day.getYear(), off ? List.of(day + " off") : List.of()));
        });
    }

}
