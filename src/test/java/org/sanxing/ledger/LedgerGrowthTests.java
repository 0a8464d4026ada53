package org.sanxing.ledger;

import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Ids;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lists and totals find quickly, way by way and from kept counts, is what the plain
 * condition finds, row by row.
 */
@Tag("thorough")
class LedgerGrowthTests {

    private static final List<String> PEOPLE = List.of("staff1", "staff2", "staff3", "head1", "head2", "secretary1",
            "secretary2", "discipline2", "supervisor1", "leader1", "auditor", "sysadmin");

    private static final List<String> WORDS = List.of("防汛物资", "提案办理", "值班制度", "Night Duty", "50%_!", "档案");

    private final Random random = new Random(14);

    private ModuleDatabase database;

    private LocalDate today;

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void findsTheSameAsThePlainCondition(boolean postgres) throws Exception {
        List<String> migrations = new ArrayList<>(List.of("V80__ledger.sql", "V200__rectification.sql",
                "V210__ledger_sources.sql", "V1000__ledger_growth.sql", "V1030__numbers_as_numbers.sql",
                "V1064__ledger_growth.sql", "V1130__growth.sql"));
        if (postgres) {
            migrations
                .addAll(List.of("../postgresql/V1001__ledger_growth.sql", "../postgresql/V1065__open_ledger.sql"));
        }
        try (ModuleDatabase open = new ModuleDatabase(postgres, migrations,
                List.of(new Materials(), new RectificationSettings(5, 5, 3, 5, List.of(7, 1), 1, 7, 50)),
                Announcements.class, LedgerEntries.class, LedgerReaders.class, LedgerTally.class, LedgerSearch.class)) {
            this.database = open;
            this.today = open.get(WorkingCalendar.class).today();
            for (int i = 0; i < 250; i++) {
                insert(i);
            }
            compare(25);
            open.get(LedgerTally.class).count();
            assertThat(open.jdbc.sql("select sum(entries) from ledger_tally where branch_id = '' and dimension = 'all'")
                .query(Long.class)
                .single()).isPositive();
            compare(25);
            // Some are opened again and given to others, some are closed, and a day goes
            // by.
            LedgerEntries entries = open.get(LedgerEntries.class);
            for (String id : open.jdbc.sql("select id from ledger_entry where closed_on is not null order by id")
                .query(String.class)
                .list()
                .subList(0, 40)) {
                open.transaction.executeWithoutResult((status) -> {
                    LedgerEntry entry = entries.reopen(entries.lock(id), this.today.plusDays(9),
                            this.random.nextBoolean());
                    open.jdbc.sql("update ledger_entry set responsible = ? where id = ?")
                        .params(pick(PEOPLE.subList(0, 8)), entry.id())
                        .update();
                    if (this.random.nextBoolean()) {
                        open.jdbc.sql("update ledger_entry set state = 'closed', closed_on = ? where id = ?")
                            .params(this.today, entry.id())
                            .update();
                    }
                });
            }
            // A task brings others to what is over and counted.
            open.jdbc.sql("select id from ledger_entry where closed_on is not null")
                .query(String.class)
                .list()
                .forEach((id) -> open.get(LedgerReaders.class)
                    .reached(id, pick(List.of("staff2", "secretary2", "supervisor1")), "lookBack", Instant.EPOCH));
            compare(30);
            open.get(LedgerTally.class).count();
            compare(25);
        }
    }

    private void insert(int number) {
        LedgerEntry.State state = pick(List.of(LedgerEntry.State.values()));
        LocalDate registered = this.today.minusDays(this.random.nextInt(200));
        LocalDate due = registered.plusDays(this.random.nextInt(100));
        boolean closed = state == LedgerEntry.State.CLOSED;
        LocalDate closedOn = closed ? registered
            .plusDays(this.random.nextInt((int) java.time.temporal.ChronoUnit.DAYS.between(registered, this.today) + 1))
                : null;
        String id = Ids.next();
        String branch = pick(List.of("b1", "b2"));
        Rows.insert(this.database.jdbc, "ledger_entry",
                "id, entry_number, branch_id, branch_code, sequence_year, sequence_number, department_id, campaign_id, "
                        + "category_id, title, manifestation, root_cause, measure, source_kind, source_name, author, "
                        + "responsible, deadline_class, due_on, state, cycle_number, redo_count, recurring, closed_on, "
                        + "registered_by, registered_at, revision",
                id, new LedgerNumber("Z" + branch, 2026, number).toString(), branch, "Z" + branch, 2026, number,
                pick(Arrays.asList("general", "proposals", null)), pick(Arrays.asList("c1", "c2", null)),
                pick(Arrays.asList("k1", "k2", "自拟", null)), pick(WORDS) + "的题目", "表现：" + pick(WORDS) + "，" + number,
                "因", "措", pick(List.of("selfCheck", "opinion")), pick(WORDS),
                pick(Arrays.asList("staff1", "head2", null)), pick(PEOPLE.subList(0, 8)),
                pick(List.of(DeadlineClass.values())).id(), due, state.id(), 1, 0, this.random.nextBoolean(), closedOn,
                "secretary1", registered.atStartOfDay().plusMinutes(number % 7).toInstant(ZoneOffset.UTC), 0);
        if (closed && this.random.nextInt(3) == 0) {
            Rows.insert(this.database.jdbc, "ledger_closing",
                    "id, entry_id, cycle_number, request_id, closed_on, due_on, first_due_on, days_used, days_late, "
                            + "closed_at",
                    Ids.next(), id, 1, "r", closedOn, due, due, 1, 1,
                    registered.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        for (String reached : List.of("staff2", "secretary2", "supervisor1")) {
            if (this.random.nextInt(4) == 0) {
                this.database.get(LedgerReaders.class)
                    .reached(id, reached, "lookBack",
                            registered.atStartOfDay().plus(Duration.ofDays(1)).toInstant(ZoneOffset.UTC));
            }
        }
    }

    private <T> T pick(List<T> some) {
        return some.get(this.random.nextInt(some.size()));
    }

    private void compare(int queries) {
        for (int i = 0; i < queries; i++) {
            String reader = pick(PEOPLE);
            LedgerQuery query = query();
            assertThat(found(query, reader)).as("%s of %s", query, reader).isEqualTo(plain(query, reader));
            LedgerSearch search = this.database.get(LedgerSearch.class);
            List<Row> all = rows(query, reader);
            assertThat(search.count(query, reader)).isEqualTo(all.size());
            LedgerSearch.Totals totals = search.totals(query, reader);
            LedgerQuery any = new LedgerQuery(query.branch(), query.department(), query.category(), query.source(),
                    null, query.deadlineClass(), query.responsible(), null, query.recurring(), query.campaignId(), null,
                    query.text(), query.sort());
            Map<String, Long> states = new TreeMap<>();
            rows(any, reader).forEach((row) -> states.merge(row.state(), 1L, Long::sum));
            Map<String, Long> counted = new TreeMap<>(totals.states());
            counted.values().removeIf((number) -> number == 0);
            assertThat(counted).as("totals of %s of %s", query, reader).isEqualTo(states);
            assertThat(totals.overdue()).isEqualTo(rows(any, reader).stream().filter(this::late).count());
            analysis(reader);
        }
    }

    private void analysis(String reader) {
        Map<String, String> columns = Map.of("category", "category_id", "department", "department_id", "branch",
                "branch_id", "campaign", "campaign_id", "source", "source_kind");
        String by = pick(List.copyOf(columns.keySet()));
        LedgerReaders.Condition readable = this.database.get(LedgerReaders.class).of(reader);
        Map<@Nullable String, LedgerSearch.Group> plain = new HashMap<>();
        this.database.jdbc.sql("select e." + columns.get(by) + " as k, e.recurring, e.due_on, e.state, case when "
                + "e.closed_on <= e.due_on and not exists (select 1 from ledger_closing c where c.entry_id = e.id "
                + "and c.days_late > 0) then 1 else 0 end as on_time from ledger_entry e where e.state <> 'void' and ("
                + readable.sql() + ")")
            .params(readable.parameters())
            .query((row) -> {
                LedgerSearch.Group one = new LedgerSearch.Group(row.getString("k"), 1,
                        row.getBoolean("recurring") ? 1 : 0,
                        (row.getDate("due_on").before(Date.valueOf(this.today))
                                && !List.of("closed", "void").contains(row.getString("state"))) ? 1 : 0,
                        row.getInt("on_time"));
                plain.merge(one.key(), one, LedgerSearch.Group::and);
            });
        Map<@Nullable String, LedgerSearch.Group> found = new HashMap<>();
        this.database.get(LedgerSearch.class)
            .analysis(by, columns.get(by), reader)
            .stream()
            .filter((group) -> group.count() > 0)
            .forEach((group) -> found.put(group.key(), group));
        assertThat(found).as("by %s of %s", by, reader).isEqualTo(plain);
    }

    private LedgerQuery query() {
        return new LedgerQuery(seldom("b1", "b2"), seldom("general", "proposals"), seldom("k1", "自拟"),
                seldom("selfCheck", "opinion"), seldom(LedgerEntry.State.values()), seldom(DeadlineClass.values()),
                seldom("staff1", "head1"), seldom(true, false), seldom(true, false), seldom("c1", "c2"), null,
                seldom("防汛", "提案办", "night d", "50%_!", "%", "案", "Zb1-2026-03", "没有的"),
                pick(List.of(LedgerQuery.Sort.values())));
    }

    @SafeVarargs
    private <T> @Nullable T seldom(T... some) {
        return (this.random.nextInt(6) == 0) ? some[this.random.nextInt(some.length)] : null;
    }

    private record Row(String id, String number, String branch, @Nullable String department, @Nullable String category,
            String source, String state, String deadlineClass, String responsible, boolean recurring,
            @Nullable String campaign, String text, java.time.Instant at, LocalDate due, int sequence) {

    }

    private boolean late(Row row) {
        return row.due().isBefore(this.today) && !List.of("closed", "void").contains(row.state());
    }

    /** By the plain condition, and by nothing but Java. */
    private List<Row> rows(LedgerQuery query, String reader) {
        LedgerReaders.Condition readable = this.database.get(LedgerReaders.class).of(reader);
        return this.database.jdbc.sql("select * from ledger_entry e where " + readable.sql())
            .params(readable.parameters())
            .query((row, index) -> new Row(row.getString("id"), row.getString("entry_number"),
                    row.getString("branch_id"), row.getString("department_id"), row.getString("category_id"),
                    row.getString("source_kind"), row.getString("state"), row.getString("deadline_class"),
                    row.getString("responsible"), row.getBoolean("recurring"), row.getString("campaign_id"),
                    String
                        .join("\n", row.getString("title"), row.getString("entry_number"),
                                row.getString("manifestation"), row.getString("source_name"))
                        .toLowerCase(),
                    Sql.instant(row, "registered_at"), row.getObject("due_on", LocalDate.class),
                    row.getInt("sequence_number")))
            .list()
            .stream()
            .filter((row) -> fits(query.branch(), row.branch()) && fits(query.department(), row.department())
                    && fits(query.category(), row.category()) && fits(query.source(), row.source())
                    && (query.state() == null || query.state().id().equals(row.state()))
                    && (query.deadlineClass() == null || query.deadlineClass().id().equals(row.deadlineClass()))
                    && fits(query.responsible(), row.responsible()) && fits(query.recurring(), row.recurring())
                    && fits(query.campaignId(), row.campaign())
                    && (query.overdue() == null || query.overdue() == late(row))
                    && (query.text() == null || row.text().contains(query.text().toLowerCase())))
            .toList();
    }

    private static boolean fits(@Nullable Object wanted, @Nullable Object there) {
        return wanted == null || Objects.equals(wanted, there);
    }

    private List<String> plain(LedgerQuery query, String reader) {
        Comparator<Row> order = switch (query.sort()) {
            case NEWEST ->
                Comparator.comparing(Row::at).thenComparing(Row::sequence).thenComparing(Row::number).reversed();
            case DUE -> Comparator.<Row>comparingInt((row) -> List.of("closed", "void").contains(row.state()) ? 1 : 0)
                .thenComparing(Row::due)
                .thenComparing(Row::sequence)
                .thenComparing(Row::number);
            case NUMBER -> Comparator.comparing(Row::branch).thenComparing(Row::sequence);
        };
        return rows(query, reader).stream().sorted(order).map(Row::id).toList();
    }

    private List<String> found(LedgerQuery query, String reader) {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        String cursor = null;
        do {
            Page<LedgerEntry> page = this.database.get(LedgerSearch.class).page(query, reader, 23, cursor);
            page.items()
                .forEach((entry) -> assertThat(seen.put(entry.id(), true))
                    .as("%s again in %s of %s", entry.number(), query, reader)
                    .isNull());
            cursor = page.next();
        }
        while (cursor != null);
        return List.copyOf(seen.keySet());
    }

}
