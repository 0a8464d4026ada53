package org.sanxing.procedure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Sql;

/**
 * How long cases have taken from their first submission to their end: the median of the
 * newest that have ended, and nothing where they are too few to say it.
 */
@Component
public class CaseDurations {

    static final int FEWEST = 5;

    private static final int NEWEST = 200;

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    private final WorkingCalendar calendar;

    private final Clock clock;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    CaseDurations(JdbcClient jdbc, WorkingCalendar calendar, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Of those that have ended of a procedure; reckoned anew every ten minutes. */
    @Transactional(readOnly = true)
    public Optional<Usual> of(String procedure) {
        Instant now = this.clock.instant();
        Known last = this.known.get(procedure);
        if (last == null || Duration.between(last.at, now).abs().compareTo(KEPT) > 0) {
            last = new Known(now, reckon(procedure));
            this.known.put(procedure, last);
        }
        return last.usual;
    }

    private Optional<Usual> reckon(String procedure) {
        List<Long> days = this.jdbc.sql("""
                select v.submitted_at, c.closed_at
                from (select id, closed_at from procedure_case where procedure_key = :procedure and state = 'closed'
                    order by created_at desc, id desc fetch first :newest rows only) c
                join procedure_version v on v.case_id = c.id and v.number = 1""")
            .param("procedure", procedure)
            .param("newest", NEWEST)
            .query((row,
                    number) -> (long) this.calendar.workingDaysBetween(
                            this.calendar.dateOf(Sql.instant(row, "submitted_at")),
                            this.calendar.dateOf(Sql.instant(row, "closed_at"))))
            .list();
        return (days.size() < FEWEST) ? Optional.empty() : Optional.of(new Usual(median(days), days.size()));
    }

    /** The higher one of the two in the middle: nobody is promised too little. */
    static long median(List<Long> days) {
        return days.stream().sorted().skip(days.size() / 2).findFirst().orElseThrow();
    }

    private record Known(Instant at, Optional<Usual> usual) {

    }

    /**
     * @param days working days, of which half of the cases took no more; 0 for the same
     * day
     * @param cases how many have ended, as far as they were counted
     */
    public record Usual(long days, int cases) {

    }

}
