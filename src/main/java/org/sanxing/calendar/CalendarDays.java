package org.sanxing.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Remembered;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of holidays and made-up days, kept in memory: a few dozen rows a year that
 * are asked for on every page. The database is the source of truth; what ships with the
 * application only fills in years that never had a table.
 */
@Component
class CalendarDays implements InitializingBean {

    private final CalendarYears years;

    private final TransactionTemplate transaction;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    /** Whether there may be other nodes. */
    private final boolean shared;

    /** What this thread sees instead: a change not committed yet, or one tried out. */
    private final ThreadLocal<@Nullable Snapshot> here = new ThreadLocal<>();

    private volatile Snapshot snapshot = Snapshot.of(List.of());

    /** Of the snapshot; below 0 where it is not known. */
    private volatile long version = -1;

    @Autowired
    CalendarDays(CalendarYears years, PlatformTransactionManager transactionManager, ApplicationEventPublisher events,
            Clock clock) {
        this(years, transactionManager, events, clock, !years.isInThisProcess());
    }

    CalendarDays(CalendarYears years, PlatformTransactionManager transactionManager, ApplicationEventPublisher events,
            Clock clock, boolean shared) {
        this.shared = shared;
        this.years = years;
        this.transaction = new TransactionTemplate(transactionManager);
        this.events = events;
        this.clock = clock;
    }

    Snapshot current() {
        Snapshot own = this.here.get();
        return (own != null) ? own : this.snapshot;
    }

    /**
     * As {@link #current}, for what is kept: as it is in the database now, whichever node
     * changed it.
     */
    Snapshot certain() {
        if (this.shared && this.here.get() == null) {
            Remembered.own(CalendarDays.class, () -> {
                look();
                return true;
            });
        }
        return current();
    }

    /** An empty database gets the years that ship, before anybody counts by them. */
    @Override
    public void afterPropertiesSet() {
        if (this.years.kept().isEmpty()) {
            try {
                this.transaction.executeWithoutResult((status) -> ShippedHolidays.YEARS.forEach(this::add));
            }
            catch (DuplicateKeyException ex) {
                // Another node that starts at the same time was faster, with the same
                // days.
            }
        }
        refresh();
    }

    /**
     * A year that came with a newer version of the application: dates in it were
     * provisional until now, so that whoever keeps some must hear of it.
     */
    @EventListener(ApplicationReadyEvent.class)
    void addWhatShipsSince() {
        List<Integer> kept = this.years.kept();
        ShippedHolidays.YEARS.stream().filter((year) -> !kept.contains(year)).forEach((year) -> {
            try {
                this.transaction.executeWithoutResult((status) -> {
                    YearTable table = add(year);
                    answerBy(table);
                    this.events.publishEvent(CalendarChanged.of(AuditRecord.SYSTEM, table));
                });
            }
            catch (DuplicateKeyException ex) {
                // Another node was faster.
                refresh();
            }
        });
    }

    private YearTable add(int year) {
        YearTable table = new YearTable(year, ShippedHolidays.of(year));
        this.years.add(table, null, AuditRecord.SYSTEM, this.clock.instant());
        return table;
    }

    /** Another node may have changed it. */
    @Scheduled(initialDelayString = "${sanxing.calendar.look:PT1S}", fixedDelayString = "${sanxing.calendar.look:PT1S}")
    void look() {
        if (this.shared && this.years.version() != this.version) {
            refresh();
        }
    }

    synchronized void refresh() {
        // Before the days: what changes in between is looked at again.
        long version = this.years.version();
        this.snapshot = Snapshot.of(this.years.days());
        this.version = version;
    }

    /**
     * From now on this transaction counts by another table of a year; everybody else does
     * once it is committed.
     */
    void answerBy(YearTable table) {
        this.here.set(current().with(table));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return Ordered.HIGHEST_PRECEDENCE;
            }

            @Override
            public void afterCommit() {
                commit(table);
            }

            @Override
            public void afterCompletion(int status) {
                CalendarDays.this.here.remove();
            }
        });
    }

    /** Not while somebody reads what was there before. */
    private synchronized void commit(YearTable table) {
        this.snapshot = this.snapshot.with(table);
        this.version = -1;
    }

    /** What the answer would be, were this the table of its year. */
    <T> T asIf(YearTable table, Supplier<T> question) {
        Snapshot before = this.here.get();
        this.here.set(current().with(table));
        try {
            return question.get();
        }
        finally {
            if (before != null) {
                this.here.set(before);
            }
            else {
                this.here.remove();
            }
        }
    }

    /** All days of the table at one moment. */
    record Snapshot(Map<LocalDate, CalendarDay> days, Set<Integer> years) {

        static Snapshot of(List<CalendarDay> days) {
            return new Snapshot(
                    days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::date, Function.identity())),
                    days.stream().map((day) -> day.date().getYear()).collect(Collectors.toUnmodifiableSet()));
        }

        Snapshot with(YearTable table) {
            Map<LocalDate, CalendarDay> changed = new HashMap<>(this.days);
            changed.keySet().removeIf((date) -> date.getYear() == table.year());
            table.days().forEach((day) -> changed.put(day.date(), day));
            Set<Integer> known = new HashSet<>(this.years);
            known.remove(table.year());
            if (table.known()) {
                known.add(table.year());
            }
            return new Snapshot(Map.copyOf(changed), Set.copyOf(known));
        }

    }

}
