package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds and counts, of what a person may read, the entries that are asked for. */
@Repository
public class LedgerSearch {

    private static final String OVERDUE = "(e.due_on < :today and e.state not in ('closed', 'void'))";

    private static final String RANK = "case when e.state in ('closed', 'void') then 1 else 0 end";

    private static final String BY_NUMBER = "e.branch_code, e.sequence_year, e.sequence_number";

    private static final Map<LedgerQuery.Sort, Order> ORDERS = Map.of(LedgerQuery.Sort.DUE,
            new Order(List.of(RANK, "e.due_on", "e.entry_number"), false,
                    List.of(Integer::valueOf, LocalDate::parse, String::valueOf),
                    (entry) -> List
                        .of(entry.state().isOver() ? "1" : "0", entry.dueOn().toString(), entry.number().toString())),
            LedgerQuery.Sort.NUMBER,
            new Order(List.of(BY_NUMBER.split(", ")), false,
                    List.of(String::valueOf, Integer::valueOf, Integer::valueOf),
                    (entry) -> List.of(entry.number().branchCode(), String.valueOf(entry.number().year()),
                            String.valueOf(entry.number().sequence()))),
            LedgerQuery.Sort.NEWEST,
            new Order(List.of("e.registered_at", "e.entry_number"), true,
                    List.of((text) -> Sql.time(Instant.parse(text)), String::valueOf),
                    (entry) -> List.of(entry.registeredAt().toString(), entry.number().toString())));

    private final JdbcClient jdbc;

    private final LedgerReaders readers;

    private final Organization organization;

    private final WorkingCalendar calendar;

    LedgerSearch(JdbcClient jdbc, LedgerReaders readers, Organization organization, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.readers = readers;
        this.organization = organization;
        this.calendar = calendar;
    }

    Page<LedgerEntry> page(LedgerQuery query, String reader, int limit, @Nullable String cursor) {
        Where where = where(query, reader);
        Order order = ORDERS.get(query.sort());
        Cursor.decode(cursor, order.columns().size()).ifPresent((after) -> {
            List<String> names = new ArrayList<>();
            for (int at = 0; at < after.size(); at++) {
                names.add(":after" + at);
                where.with("after" + at, Cursor.value(after.get(at), order.types().get(at)));
            }
            where.and("(" + String.join(", ", order.columns()) + ")" + (order.descending() ? " < " : " > ") + "("
                    + String.join(", ", names) + ")");
        });
        String direction = order.descending() ? " desc" : "";
        List<LedgerEntry> rows = rows(where, String.join(direction + ", ", order.columns()) + direction, limit + 1);
        return Page.of(rows, limit, order.key());
    }

    private List<LedgerEntry> rows(Where where, String order, int rows) {
        return this.jdbc
            .sql("select " + LedgerEntries.COLUMNS + " from ledger_entry e where " + where.sql() + " order by " + order
                    + " fetch first :rows rows only")
            .params(where.parameters())
            .param("rows", rows)
            .query(LedgerEntries::read)
            .list();
    }

    /** How many there are, all filters considered. */
    public long count(LedgerQuery query, String reader) {
        Where where = where(query, reader);
        return this.jdbc.sql("select count(*) from ledger_entry e where " + where.sql())
            .params(where.parameters())
            .query(Long.class)
            .single();
    }

    /**
     * All there are, in the order of their numbers, part by part: what it takes does not
     * grow with how many there are, and no connection is held meanwhile.
     */
    public void each(LedgerQuery query, String reader, int rows, Consumer<List<LedgerEntry>> parts) {
        Where all = where(query, reader);
        List<LedgerNumber> groups = this.jdbc
            .sql("select distinct e.branch_code, e.sequence_year from ledger_entry e where " + all.sql()
                    + " order by e.branch_code, e.sequence_year")
            .params(all.parameters())
            .query((row, index) -> new LedgerNumber(row.getString("branch_code"), row.getInt("sequence_year"), 0))
            .list();
        for (LedgerNumber group : groups) {
            int after = 0;
            while (after >= 0) {
                Where where = where(query, reader);
                // Equal but for the last column, both databases begin where the part
                // begins.
                where.equal("e.branch_code", "groupCode", group.branchCode());
                where.equal("e.sequence_year", "groupYear", group.year());
                where.and("e.sequence_number > :after");
                where.with("after", after);
                List<LedgerEntry> part = rows(where, BY_NUMBER, rows);
                if (!part.isEmpty()) {
                    parts.accept(part);
                }
                after = (part.size() < rows) ? -1 : part.get(rows - 1).number().sequence();
            }
        }
    }

    /**
     * How many there are in each state, and how many are late; all filters but the state.
     */
    Totals totals(LedgerQuery query, String reader) {
        LedgerQuery any = new LedgerQuery(query.branch(), query.department(), query.category(), query.source(), null,
                query.deadlineClass(), query.responsible(), null, query.recurring(), query.campaignId(),
                query.reflectionId(), query.text(), query.sort());
        Where where = where(any, reader);
        where.with("today", this.calendar.today());
        Map<String, Long> states = new LinkedHashMap<>();
        long[] late = { 0 };
        this.jdbc
            .sql("select e.state, count(*) as entries, sum(case when " + OVERDUE + " then 1 else 0 end) as late "
                    + "from ledger_entry e where " + where.sql() + " group by e.state")
            .params(where.parameters())
            .query((row) -> {
                states.put(row.getString("state"), row.getLong("entries"));
                late[0] += row.getLong("late");
            });
        return new Totals(states, late[0]);
    }

    /**
     * Counts what the person may read.
     * @param column of {@code ledger_entry}, from our own list, never from a request
     */
    List<Group> analysis(String column, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return this.jdbc
            .sql("select e." + column + " as group_key, count(*) as entries, "
                    + "sum(case when e.recurring then 1 else 0 end) as recurring_entries, sum(case when " + OVERDUE
                    + " then 1 else 0 end) as late, "
                    + "sum(case when e.closed_on <= e.due_on and not exists (select 1 from ledger_closing c "
                    + "where c.entry_id = e.id and c.days_late > 0) then 1 else 0 end) as closed_on_time "
                    + "from ledger_entry e where " + readable.sql() + " group by e." + column)
            .params(readable.parameters())
            .param("today", this.calendar.today())
            .query((row, index) -> new Group(row.getString("group_key"), row.getLong("entries"),
                    row.getLong("recurring_entries"), row.getLong("late"), row.getLong("closed_on_time")))
            .list();
    }

    private Where where(LedgerQuery query, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where where = new Where(readable);
        where.equal("e.branch_id", "branch", query.branch());
        where.equal("e.department_id", "department", query.department());
        where.equal("e.category_id", "category", query.category());
        where.equal("e.source_kind", "source", query.source());
        where.equal("e.state", "state", (query.state() != null) ? query.state().id() : null);
        where.equal("e.deadline_class", "deadlineClass",
                (query.deadlineClass() != null) ? query.deadlineClass().id() : null);
        where.equal("e.responsible", "responsible", query.responsible());
        where.equal("e.campaign_id", "campaign", query.campaignId());
        where.equal("e.reflection_id", "reflection", query.reflectionId());
        where.equal("e.recurring", "recurring", query.recurring());
        if (query.overdue() != null) {
            where.and(query.overdue() ? OVERDUE : "not " + OVERDUE);
            where.with("today", this.calendar.today());
        }
        if (query.text() != null) {
            search(where, query.text());
        }
        return where;
    }

    private void search(Where where, String text) {
        where.with("pattern",
                "%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        List<String> ways = new ArrayList<>();
        for (String column : List.of("title", "entry_number", "manifestation", "source_name", "source_document")) {
            ways.add("lower(e." + column + ") like :pattern escape '!'");
        }
        List<String> named = this.organization.staff()
            .stream()
            .filter((person) -> person.name().contains(text))
            .map(Person::account)
            .toList();
        if (!named.isEmpty()) {
            ways.add("e.responsible in (:named)");
            where.with("named", named);
        }
        where.and("(" + String.join(" or ", ways) + ")");
    }

    /**
     * @param types how each column is read from a cursor
     * @param key of an entry in this order
     */
    private record Order(List<String> columns, boolean descending, List<Function<String, Object>> types,
            Function<LedgerEntry, List<String>> key) {

    }

    /**
     * @param states number of entries by state
     */
    record Totals(Map<String, Long> states, long overdue) {

        public long all() {
            return this.states.values().stream().mapToLong(Long::longValue).sum();
        }

    }

    record Group(@Nullable String key, long count, long recurring, long overdue, long closedOnTime) {

    }

    /** Conditions joined by {@code and}, with their named parameters. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();

        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Where(LedgerReaders.Condition readable) {
            this.conditions.add(readable.sql());
            this.parameters.putAll(readable.parameters());
        }

        void equal(String column, String name, @Nullable Object wanted) {
            if (wanted != null) {
                and(column + " = :" + name);
                with(name, wanted);
            }
        }

        void and(String condition) {
            this.conditions.add(condition);
        }

        void with(String name, @Nullable Object value) {
            this.parameters.put(name, value);
        }

        String sql() {
            return String.join(" and ", this.conditions);
        }

        Map<String, Object> parameters() {
            return this.parameters;
        }

    }

}
