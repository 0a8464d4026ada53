package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps who had a part in each case that has come to rest, in the order of the list (ADR
 * 100). A case goes on again with a task of its own, beside it or opened again, and is
 * then looked up as if nothing were kept; no action writes these rows.
 */
@Component
class RestingCases {

    /** How long a case has had no open task. */
    private static final Duration STILL = Duration.ofDays(1);

    private static final int AT_ONCE = 1_000;

    /** Each way in which one can have a part in a case. */
    private static final List<Way> WAYS = List.of(new Way("work_item", "author"), new Way("work_item", "ended_by"),
            new Way("work_item", "ended_for"), new Way("work_item", "owner"), new Way("task_step", "actor"),
            new Way("task_step", "target"), new Way("task_consultation", "account"));

    /**
     * The newest tasks of cases of the person that go on, by each way. H2 finds a union
     * anew for each row that it is compared with, a table once.
     */
    static final String GOING_ON = WAYS.stream()
        .map((way) -> "select case_id from " + way.table() + " where " + way.column()
                + " = :account and resting = false")
        .collect(Collectors.joining(" union ",
                " where w.newest = true and w.resting = false and w.case_id in (select m.case_id from (", ") m)"));

    /**
     * Those of cases that rest: the first of them, where what is kept comes before the
     * tasks, and stands in the order of an index.
     */
    static final String KEPT = "task_part p join work_item w on w.id = p.id";

    static final String RESTING = " where p.account = :account and w.newest = true and w.resting = true";

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    RestingCases(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Way(String table, String column) {

        /** Accounts with the cases, of some cases. */
        String ofCases() {
            return "select t.%2$s as account, t.case_id from %1$s t%3$s.case_id in (:cases) and t.%2$s is not null"
                .formatted(this.table, this.column,
                        this.table.equals("work_item") ? " where t" : " join work_item w on w.id = t.task_id where w");
        }

    }

    /** The order of the list, by what is kept of it. */
    static String sorted(String order, String direction) {
        return Stream.of("due_order", "created_at", "id")
            .reduce(order, (sql, column) -> sql.replace("w." + column, "p." + column))
            .replace("order by ", "order by p.account " + direction + ", ");
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void sweep() {
        rest(this.clock.instant().minus(STILL));
    }

    /**
     * Keeps those that have come to rest, the cases of an earlier version too.
     * @param before the moment before which their last task ended
     */
    void rest(Instant before) {
        List<String> last = List.of("");
        while (!last.isEmpty()) {
            String after = last.get(last.size() - 1);
            last = this.transaction.execute((status) -> restSome(before, after));
        }
    }

    private List<String> restSome(Instant before, String after) {
        // Whatever lets a case go on holds its newest task. With "offset" PostgreSQL
        // looks case by case; without,
        // it goes through all tasks until it comes to one that is open.
        List<String> cases = this.jdbc.sql("""
                select w.case_id from work_item w where w.newest = true and w.resting = false and w.case_id > :after
                and w.state <> 'OPEN' and w.ended_at < :before and not exists (
                    select 1 from work_item o where o.case_id = w.case_id and o.state = 'OPEN' offset 0 rows)
                order by w.case_id fetch first %d rows only for update skip locked""".formatted(AT_ONCE))
            .param("after", after)
            .param("before", Sql.time(before))
            .query(String.class)
            .list();
        if (!cases.isEmpty()) {
            Stream
                .concat(Stream.of("delete from task_part where case_id in (:cases)",
                        WAYS.stream().map(Way::ofCases).collect(Collectors.joining(" union ", """
                                insert into task_part (account, case_id, id, created_at, due_order)
                                select p.account, w.case_id, w.id, w.created_at, w.due_order from (""", """
                                ) p join work_item w on w.case_id = p.case_id and w.newest = true"""))),
                        WAYS.stream()
                            .map(Way::table)
                            .distinct()
                            .map((table) -> "update " + table
                                    + " set resting = true where resting = false and case_id in (:cases)"))
                .forEach((sql) -> this.jdbc.sql(sql).param("cases", cases).update());
        }
        return cases;
    }

}
