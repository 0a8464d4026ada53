package org.sanxing.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Rows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts kept of what was closed before today, so that totals look at nothing but what is
 * open and what was closed since (ADR 68). A counted entry changes in one way alone: it
 * is reopened, which takes it out.
 */
@Repository
class LedgerTally {

    /** What entries are counted by, with the column; all of them together by none. */
    private static final Map<String, String> DIMENSIONS = Map.of("all", "''", "branch", "e.branch_id", "department",
            "e.department_id", "category", "e.category_id", "campaign", "e.campaign_id", "source", "e.source_kind",
            "class", "e.deadline_class");

    /** Not counted yet is what is open. */
    static final String OPEN = "e.closed_on is null";

    /**
     * And what was closed since. The end of time tells PostgreSQL that it is a short
     * span, or it reads the whole table.
     */
    static final String SINCE = "e.closed_on between (select d.counted_before from ledger_tally_day d where d.id = 1) "
            + "and date '9999-12-31'";

    /** Whether an entry was closed in time, and every time. */
    static final String ON_TIME = "(e.closed_on <= e.due_on and not exists (select 1 from ledger_closing c "
            + "where c.entry_id = e.id and c.days_late > 0))";

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    private final TransactionTemplate transaction;

    private final WorkingCalendar calendar;

    LedgerTally(JdbcClient jdbc, JdbcTemplate batch, TransactionTemplate transaction, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.transaction = transaction;
        this.calendar = calendar;
    }

    private record Cell(String branch, String dimension, String item, boolean recurring, boolean onTime, long entries) {

    }

    /**
     * The condition on {@code ledger_tally t} for what a query finds of what one may read
     * by a way; empty where it is not kept.
     * @param dimension by which it is grouped; null for none
     */
    static Optional<String> kept(LedgerReaders.Way way, LedgerQuery query, @Nullable String dimension) {
        if (way.branch() == null || query.responsible() != null || query.reflectionId() != null
                || query.text() != null) {
            return Optional.empty();
        }
        List<String> by = new ArrayList<>();
        if (dimension != null) {
            by.add("t.dimension = '" + dimension + "'");
        }
        by(by, "department", query.department());
        by(by, "category", query.category());
        by(by, "campaign", query.campaignId());
        by(by, "source", query.source());
        by(by, "class", query.deadlineClass());
        boolean all = way.branch().equals("''");
        if (by.size() > 1 || (!all && query.branch() != null)) {
            return Optional.empty();
        }
        return Optional.of("t.branch_id = " + ((query.branch() != null) ? ":branch" : way.branch()) + " and "
                + (by.isEmpty() ? "t.dimension = 'all'" : by.get(0))
                + ((query.recurring() != null) ? " and t.recurring = :recurring" : ""));
    }

    private static void by(List<String> by, String dimension, @Nullable Object wanted) {
        if (wanted != null) {
            by.add("t.dimension = '" + dimension + "' and t.item in (:"
                    + (dimension.equals("class") ? "deadlineClass" : dimension) + ")");
        }
    }

    /**
     * Counts what was closed before today, a year of closings in a transaction: the
     * entries of an earlier version too.
     */
    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void count() {
        boolean more = true;
        while (more) {
            more = this.transaction.execute((status) -> countYear());
        }
        List<String> last = List.of("");
        while (!last.isEmpty()) {
            String after = last.get(last.size() - 1);
            last = this.transaction.execute((status) -> countReaders(after));
        }
    }

    /**
     * Marks for whom counted entries are counted; a task reaches some when they are over.
     * The rows are of record, which is told of each: not all at once.
     * @return the entries after that one that were marked; empty where there are no more
     */
    private List<String> countReaders(String after) {
        Optional<LocalDate> before = this.jdbc
            .sql("select counted_before from ledger_tally_day where id = 1 and readers_before < counted_before "
                    + "for update skip locked")
            .query(LocalDate.class)
            .optional();
        if (before.isEmpty()) {
            return List.of();
        }
        List<String> entries = this.jdbc
            .sql("select distinct r.entry_id from ledger_reader r join ledger_entry e on e.id = r.entry_id "
                    + "where r.entry_id > ? and r.counted = false and e.closed_on < ? order by r.entry_id "
                    + "fetch first " + AT_ONCE + " rows only")
            .params(after, before.get())
            .query(String.class)
            .list();
        if (entries.isEmpty()) {
            Rows.update(this.jdbc, "update ledger_tally_day set readers_before = counted_before where id = 1");
        }
        else {
            this.jdbc
                .sql("update ledger_reader r set counted = true, "
                        + Stream.of("branch_id", "responsible", "author")
                            .map((column) -> "%1$s = (select e.%1$s from ledger_entry e where e.id = r.entry_id)"
                                .formatted(column))
                            .collect(Collectors.joining(", "))
                        + " where r.counted = false and r.entry_id in (:entries)")
                .param("entries", entries)
                .update();
        }
        return entries;
    }

    /** Whether there is more to count. */
    private boolean countYear() {
        LocalDate today = this.calendar.today();
        Optional<LocalDate> before = this.jdbc
            .sql("select counted_before from ledger_tally_day where id = 1 and counted_before < ? "
                    + "for update skip locked")
            .param(today)
            .query(LocalDate.class)
            .optional();
        if (before.isEmpty()) {
            return false;
        }
        LocalDate first = this.jdbc.sql("select min(closed_on) from ledger_entry where closed_on >= ?")
            .param(before.get())
            .query(LocalDate.class)
            .optional()
            .orElse(today);
        LocalDate end = first.plusYears(1).isBefore(today) ? first.plusYears(1) : today;
        Object[] days = { before.get(), end };
        long closed = this.jdbc.sql("select count(*) from ledger_entry where closed_on >= ? and closed_on < ?")
            .params(days)
            .query(Long.class)
            .single();
        // Who reopens one holds it, and then asks for the row that we hold: we do not
        // wait.
        long held = this.jdbc
            .sql("select id from ledger_entry where closed_on >= ? and closed_on < ? for update skip locked")
            .params(days)
            .query(String.class)
            .list()
            .size();
        if (held < closed) {
            return false;
        }
        add(cells("e.closed_on >= ? and e.closed_on < ?", days));
        Rows.update(this.jdbc, "update ledger_tally_day set counted_before = ? where id = 1", end);
        return end.isBefore(today);
    }

    /** An entry that is locked, and still as it was closed, will be opened again. */
    void takeOut(String entryId) {
        LocalDate before = this.jdbc.sql("select counted_before from ledger_tally_day where id = 1 for update")
            .query(LocalDate.class)
            .single();
        List<Cell> counted = cells("e.id = ? and e.closed_on < ?", entryId, before);
        if (counted.isEmpty()) {
            return;
        }
        Rows.update(this.jdbc, "update ledger_reader set counted = false where entry_id = ? and counted = true",
                entryId);
        add(counted.stream()
            .map((cell) -> new Cell(cell.branch(), cell.dimension(), cell.item(), cell.recurring(), cell.onTime(),
                    -cell.entries()))
            .toList());
    }

    /** To those there are; all others begin. */
    private void add(List<Cell> cells) {
        List<Object[]> rows = cells.stream()
            .map((cell) -> new Object[] { cell.entries(), cell.branch(), cell.dimension(), cell.item(),
                    cell.recurring(), cell.onTime() })
            .toList();
        if (!rows.isEmpty()) {
            int[] changed = this.batch.batchUpdate("update ledger_tally set entries = entries + ? where branch_id = ? "
                    + "and dimension = ? and item = ? and recurring = ? and on_time = ?", rows);
            Rows.insertAll(this.batch, "ledger_tally", "entries, branch_id, dimension, item, recurring, on_time",
                    IntStream.range(0, changed.length).filter((at) -> changed[at] == 0).mapToObj(rows::get).toList());
        }
    }

    private List<Cell> cells(String condition, Object... parameters) {
        StringBuilder item = new StringBuilder("case d.dimension");
        List<String> names = new ArrayList<>();
        DIMENSIONS.forEach((dimension, column) -> {
            item.append(" when '%s' then %s".formatted(dimension, column));
            names.add("('" + dimension + "')");
        });
        return this.jdbc
            .sql("select x.branch, x.dimension, x.item, x.recurring, x.on_time, count(*) as entries from ("
                    + "select case s.scope when 'one' then e.branch_id else '' end as branch, d.dimension, coalesce("
                    + item + " end, '') as item, e.recurring, " + ON_TIME + " as on_time from ledger_entry e "
                    + "cross join (values ('one'), ('all')) s(scope) cross join (values " + String.join(", ", names)
                    + ") d(dimension) where " + condition
                    + ") x group by x.branch, x.dimension, x.item, x.recurring, x.on_time "
                    + "order by x.branch, x.dimension, x.item, x.recurring, x.on_time")
            .params(parameters)
            .query(Rows.of(Cell.class))
            .list();
    }

}
