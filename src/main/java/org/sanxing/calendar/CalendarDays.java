package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of holidays and made-up days, kept in memory: a few dozen rows a year that
 * are asked for on every page. The table is the source of truth; what ships with the
 * application only fills in years that it does not have.
 */
@Component
class CalendarDays implements InitializingBean {

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private volatile Snapshot snapshot = Snapshot.of(List.of());

    CalendarDays(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    Snapshot current() {
        return this.snapshot;
    }

    @Override
    public void afterPropertiesSet() {
        refresh();
        ShippedHolidays.YEARS.stream().filter((year) -> !this.snapshot.years().contains(year)).forEach(this::add);
        refresh();
    }

    /**
     * Reads the table again: after a change here, and every minute, because another node
     * may have changed it.
     */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void refresh() {
        this.snapshot = Snapshot.of(this.jdbc.sql("select calendar_date, working, name from calendar_day")
            .query((row, index) -> new CalendarDay(row.getObject("calendar_date", LocalDate.class),
                    row.getBoolean("working"), row.getString("name")))
            .list());
    }

    private void add(int year) {
        try {
            this.transaction.executeWithoutResult((status) -> ShippedHolidays.of(year).forEach(this::insert));
        }
        catch (DuplicateKeyException ex) {
            // Another node that starts at the same time was faster, with the same days.
        }
    }

    private void insert(CalendarDay day) {
        this.jdbc.sql("insert into calendar_day (calendar_date, working, name) values (?, ?, ?)")
            .params(day.date(), day.working(), day.name())
            .update();
    }

    /** All days of the table at one moment. */
    record Snapshot(Map<LocalDate, CalendarDay> days, Set<Integer> years) {

        static Snapshot of(List<CalendarDay> days) {
            return new Snapshot(
                    days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::date, Function.identity())),
                    days.stream().map((day) -> day.date().getYear()).collect(Collectors.toUnmodifiableSet()));
        }

    }

}
