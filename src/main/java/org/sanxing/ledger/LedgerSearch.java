package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds and counts, of what a person may read, the entries that are asked for. */
@Repository
public class LedgerSearch {

    private static final String OPEN = "e.state not in ('closed', 'void')";

    private static final String OVERDUE = "(e.due_on < :today and " + OPEN + ")";

    /** Of how many entries with a text in them the number is told. */
    static final int COUNTED = 1_000;

    /** The newest, by which it is told whether a text is in very many. */
    private static final int SAMPLE = 200;

    private static final String RANK = "case when e.state in ('closed', 'void') then 1 else 0 end";

    private static final String BY_ITEM = "case when t.item <> '' then t.item end";

    private static final String BY_NUMBER = "e.branch_code, e.sequence_year, e.sequence_number";

    private static final List<String> SEARCHED = List.of("title", "entry_number", "manifestation", "source_name",
            "source_document");

    /** As the index of PostgreSQL has them. */
    private static final String ALL_SEARCHED = "lower(e.title || chr(10) || e.entry_number || chr(10) "
            + "|| e.manifestation || chr(10) || coalesce(e.source_name, '') || chr(10) "
            + "|| coalesce(e.source_document, ''))";

    private static final Map<LedgerQuery.Sort, Order> ORDERS = Map.of(LedgerQuery.Sort.DUE,
            new Order(List.of(RANK, "e.due_on", "e.sequence_number", "e.entry_number"), false,
                    List.of(Integer::valueOf, LocalDate::parse, Integer::valueOf, String::valueOf),
                    (entry) -> List.of(entry.state().isOver() ? "1" : "0", entry.dueOn().toString(),
                            String.valueOf(entry.number().sequence()), entry.number().toString())),
            LedgerQuery.Sort.NUMBER,
            new Order(List.of(BY_NUMBER.split(", ")), false,
                    List.of(String::valueOf, Integer::valueOf, Integer::valueOf),
                    (entry) -> List.of(entry.number().branchCode(), String.valueOf(entry.number().year()),
                            String.valueOf(entry.number().sequence()))),
            LedgerQuery.Sort.NEWEST,
            new Order(List.of("e.registered_at", "e.sequence_number", "e.entry_number"), true,
                    List.of((text) -> Sql.time(Instant.parse(text)), Integer::valueOf, String::valueOf),
                    (entry) -> List.of(entry.registeredAt().toString(), String.valueOf(entry.number().sequence()),
                            entry.number().toString())));

    private final JdbcClient jdbc;

    private final LedgerReaders readers;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Campaigns campaigns;

    private final TextPieces pieces;

    LedgerSearch(JdbcClient jdbc, LedgerReaders readers, Organization organization, WorkingCalendar calendar,
            Campaigns campaigns) {
        this.jdbc = jdbc;
        this.readers = readers;
        this.organization = organization;
        this.calendar = calendar;
        this.campaigns = campaigns;
        this.pieces = new TextPieces(jdbc);
    }

    Page<LedgerEntry> page(LedgerQuery query, String reader, int limit, @Nullable String cursor) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where where = where(query, readable);
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
        List<LedgerEntry> rows = new ArrayList<>();
        for (String part : parts(query)) {
            if (rows.size() <= limit) {
                rows.addAll(rows(readable, where, part, order, limit + 1 - rows.size()));
            }
        }
        return Page.of(rows, limit, order.key());
    }

    /**
     * By due date, what is over comes last and is only asked for where there is room: it
     * is nearly all there is, and what is open an index has.
     */
    private static List<String> parts(LedgerQuery query) {
        if (query.sort() != LedgerQuery.Sort.DUE) {
            return List.of("");
        }
        boolean over = query.state() == null || query.state().isOver();
        boolean open = query.state() == null || !query.state().isOver();
        return Stream
            .of(open ? " and " + OPEN : "", (over && query.overdue() != Boolean.TRUE) ? " and " + RANK + " = 1" : "")
            .filter((part) -> !part.isEmpty())
            .toList();
    }

    /** The first of each way, and of these the first. */
    private List<LedgerEntry> rows(LedgerReaders.Condition readable, Where where, String part, Order order, int rows) {
        String first = " order by " + order.sql() + " fetch first :rows rows only";
        String rest = where.sql() + part + first;
        List<String> ways = readable.apart()
            .stream()
            .map((way) -> "select " + LedgerEntries.COLUMNS + " from ledger_entry e"
                    + (order.newest() ? way.newestFirst(rest) : way.where() + rest))
            .toList();
        if (ways.isEmpty()) {
            return List.of();
        }
        return this.jdbc
            .sql((ways.size() == 1) ? ways.get(0)
                    : "select " + LedgerEntries.COLUMNS + " from ((" + String.join(") union all (", ways) + ")) e"
                            + first)
            .params(readable.parameters())
            .params(where.parameters())
            .param("rows", rows)
            .query(LedgerEntries::read)
            .list();
    }

    /** How many there are, all filters considered. */
    public long count(LedgerQuery query, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where where = where(query, readable);
        List<String> ways = readable.apart()
            .stream()
            .map((way) -> "select count(*) as entries from ledger_entry e" + way.where() + where.sql())
            .toList();
        return ways.isEmpty() ? 0
                : this.jdbc.sql("select sum(w.entries) from (" + String.join(" union all ", ways) + ") w")
                    .params(readable.parameters())
                    .params(where.parameters())
                    .query(Long.class)
                    .single();
    }

    /**
     * All there are, in the order of their numbers, part by part: what it takes does not
     * grow with how many there are, and no connection is held meanwhile.
     */
    public void each(LedgerQuery query, String reader, int rows, Consumer<List<LedgerEntry>> parts) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where all = where(query, readable);
        List<LedgerNumber> groups = this.jdbc
            .sql("select distinct e.branch_code, e.sequence_year from ledger_entry e where " + readable.sql()
                    + all.sql() + " order by e.branch_code, e.sequence_year")
            .params(readable.parameters())
            .params(all.parameters())
            .query((row, index) -> new LedgerNumber(row.getString("branch_code"), row.getInt("sequence_year"), 0))
            .list();
        for (LedgerNumber group : groups) {
            int after = 0;
            while (after >= 0) {
                Where where = where(query, readable);
                // Equal but for the last column, both databases begin where the part
                // begins.
                where.equal("e.branch_code", "groupCode", group.branchCode());
                where.equal("e.sequence_year", "groupYear", group.year());
                where.and("e.sequence_number > :after");
                where.with("after", after);
                List<LedgerEntry> part = rows(readable, where, "", ORDERS.get(LedgerQuery.Sort.NUMBER), rows);
                if (!part.isEmpty()) {
                    parts.accept(part);
                }
                after = (part.size() < rows) ? -1 : part.get(rows - 1).number().sequence();
            }
        }
    }

    /**
     * How many there are in each state, and how many are late; all filters but the state.
     * Of a text that stands in very many that is not looked for to the end.
     */
    Totals totals(LedgerQuery query, String reader) {
        LedgerQuery any = new LedgerQuery(query.branch(), query.department(), query.category(), query.source(), null,
                query.deadlineClass(), query.responsible(), null, query.recurring(), query.campaignId(),
                query.reflectionId(), query.text(), query.sort());
        Map<String, Long> states = new LinkedHashMap<>();
        long[] late = { 0 };
        counted(any, reader, null, "e.state").forEach((group) -> {
            states.merge(String.valueOf(group.key()), group.count(), Long::sum);
            late[0] += group.overdue();
        });
        // Of nothing that is kept, there is a sum too.
        states.values().removeIf((entries) -> entries == 0);
        Totals totals = new Totals(states, late[0], true);
        return (query.text() != null && totals.states().values().stream().mapToLong(Long::longValue).sum() > COUNTED)
                ? new Totals(Map.of(), 0, false) : totals;
    }

    /**
     * Counts what the person may read.
     * @param by {@code category}, {@code department}, {@code branch}, {@code campaign} or
     * {@code source}
     * @param column of it in {@code ledger_entry}
     */
    List<Group> analysis(String by, String column, String reader) {
        LedgerQuery all = new LedgerQuery(null, null, null, null, null, null, null, null, null, null, null, null,
                LedgerQuery.Sort.NEWEST);
        Map<@Nullable String, Group> groups = new LinkedHashMap<>();
        counted(all, reader, by, "e." + column).forEach((group) -> groups.merge(group.key(), group, Group::and));
        return groups.values().stream().filter((group) -> group.count() > 0).toList();
    }

    /**
     * The groups, in parts: what is kept of those that are over, and what is counted now.
     * @param by what the kept counts are grouped by; null where they are grouped by
     * state, and all of one
     * @param key what all others are grouped by
     */
    private List<Group> counted(LedgerQuery query, String reader, @Nullable String by, String key) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where where = where(query, readable);
        if (by != null) {
            where.and("e.state <> 'void'");
        }
        List<String> parts = new ArrayList<>();
        for (LedgerReaders.Way way : readable.apart()) {
            String found = way.where() + where.sql();
            Optional<String> kept = LedgerTally.kept(way, query, by);
            if (kept.isPresent()) {
                parts.add("select " + ((by != null) ? BY_ITEM : "'closed'")
                        + " as group_key, sum(t.entries) as entries, "
                        + "sum(case when t.recurring then t.entries else 0 end) as recurring_entries, 0 as late, "
                        + "sum(case when t.on_time then t.entries else 0 end) as closed_on_time "
                        + "from ledger_tally t where " + kept.get() + ((by != null) ? " group by " + BY_ITEM : ""));
                parts.add(counts(key, by != null, false, "ledger_entry e" + found + " and " + LedgerTally.OPEN));
                parts.add(counts(key, by != null, by != null, "ledger_entry e" + found + " and " + LedgerTally.SINCE));
            }
            else if (by == null && way.reached() && where.sql().isEmpty()) {
                readable.counted()
                    .forEach((count) -> parts.add("select 'closed' as group_key, " + count.sql()
                            + " as entries, 0 as recurring_entries, 0 as late, 0 as closed_on_time from "
                            + count.from()));
                parts.add(counts(key, false, false, "ledger_entry e" + way.notCounted()));
            }
            else if (query.text() != null) {
                parts.add(counts(key, false, false, "(select e.state, e.due_on from ledger_entry e" + found
                        + " fetch first " + (COUNTED + 1) + " rows only) e"));
            }
            else {
                parts.add(counts(key, by != null, by != null, "ledger_entry e" + found));
            }
        }
        return parts.isEmpty() ? List.of()
                : this.jdbc.sql(String.join(" union all ", parts))
                    .params(readable.parameters())
                    .params(where.parameters())
                    .param("today", this.calendar.today())
                    .query((row, index) -> new Group(row.getString("group_key"), row.getLong("entries"),
                            row.getLong("recurring_entries"), row.getLong("late"), row.getLong("closed_on_time")))
                    .list();
    }

    /**
     * What is not asked for is not read: an index has all the rest.
     * @param recurring whether those that came again are counted too
     * @param closed whether those closed in time are
     */
    private static String counts(String key, boolean recurring, boolean closed, String from) {
        return "select " + key + " as group_key, count(*) as entries, "
                + (recurring ? "sum(case when e.recurring then 1 else 0 end)" : "0") + " as recurring_entries, "
                + "sum(case when " + OVERDUE + " then 1 else 0 end) as late, "
                + (closed ? "sum(case when " + LedgerTally.ON_TIME + " then 1 else 0 end)" : "0")
                + " as closed_on_time from " + from + " group by " + key;
    }

    private Where where(LedgerQuery query, LedgerReaders.Condition readable) {
        Where where = new Where();
        where.equal("e.branch_id", "branch", query.branch());
        where.equal("e.department_id", "department", query.department());
        if (query.category() != null) {
            where.and("e.category_id in (:category)");
            where.with("category", categories(query.category()));
        }
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
            search(where, query.text(), readable.isOwn());
        }
        return where;
    }

    /** The one of an id, or of whatever campaign those of a name. */
    private List<String> categories(String wanted) {
        return Stream
            .concat(Stream.of(wanted),
                    this.campaigns.names()
                        .categories()
                        .entrySet()
                        .stream()
                        .filter((category) -> category.getValue().equals(wanted))
                        .map(Map.Entry::getKey))
            .distinct()
            .toList();
    }

    /**
     * @param own whether there is so little that it is quicker looked through than found
     */
    private void search(Where where, String text, boolean own) {
        String wanted = text.toLowerCase(Locale.ROOT);
        where.with("text", wanted);
        String found = SEARCHED.stream()
            .map((column) -> "position(:text in lower(e." + column + ")) > 0")
            .collect(Collectors.joining(" or "));
        List<String> named = this.organization.staff()
            .stream()
            .filter((person) -> person.name().contains(text) || person.initials().startsWith(wanted))
            .map(Person::account)
            .toList();
        String otherwise = named.isEmpty() ? "" : " or e.responsible in (:named)";
        where.with("named", named);
        String narrow = own ? "" : this.pieces.narrow(ALL_SEARCHED, ":text", wanted, otherwise);
        where.and("(" + found + otherwise + ")" + ((narrow.isEmpty() || isFrequent(found, wanted)) ? "" : narrow));
    }

    /**
     * Whether a text is in so many that the first of them are found sooner by looking
     * than by the index, which names them all before the first.
     */
    private boolean isFrequent(String found, String wanted) {
        return Remembered.once(List.of("ledger.frequent", wanted),
                () -> this.jdbc
                    .sql("select count(*) from (select e.* from ledger_entry e order by "
                            + ORDERS.get(LedgerQuery.Sort.NEWEST).sql() + " fetch first " + SAMPLE
                            + " rows only) e where " + found)
                    .param("text", wanted)
                    .query(Integer.class)
                    .single() > SAMPLE / 4);
    }

    /**
     * @param types how each column is read from a cursor
     * @param key of an entry in this order
     */
    private record Order(List<String> columns, boolean descending, List<Function<String, Object>> types,
            Function<LedgerEntry, List<String>> key) {

        boolean newest() {
            return this.descending;
        }

        /** Within a part; the rank is the same there. */
        String sql() {
            return this.columns.stream()
                .filter((column) -> !column.equals(RANK))
                .map((column) -> column + (this.descending ? " desc" : ""))
                .collect(Collectors.joining(", "));
        }

    }

    /**
     * @param states number of entries by state
     * @param counted false where there are more than {@link #COUNTED}, and nobody knows
     * how many
     */
    record Totals(Map<String, Long> states, long overdue, boolean counted) {

        public int most() {
            return COUNTED;
        }

        /** What was voided does not count. */
        public long all() {
            return this.states.entrySet()
                .stream()
                .filter((state) -> !state.getKey().equals(LedgerEntry.State.VOID.id()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        }

    }

    record Group(@Nullable String key, long count, long recurring, long overdue, long closedOnTime) {

        Group and(Group other) {
            return new Group(this.key, this.count + other.count, this.recurring + other.recurring,
                    this.overdue + other.overdue, this.closedOnTime + other.closedOnTime);
        }

    }

    /** Conditions, each begins with {@code and}, with their named parameters. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();

        private final Map<String, Object> parameters = new LinkedHashMap<>();

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
            return this.conditions.stream().map((condition) -> " and " + condition).collect(Collectors.joining());
        }

        Map<String, Object> parameters() {
            return this.parameters;
        }

    }

}
