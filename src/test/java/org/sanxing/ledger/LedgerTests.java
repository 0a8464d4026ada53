package org.sanxing.ledger;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.rectification.BeginRectification;
import org.sanxing.registration.RegisterProblems;
import org.sanxing.registration.RegisterProblemsHandler;
import org.sanxing.registration.Registrations;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Items;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@TestInstance(Lifecycle.PER_CLASS)
abstract class LedgerTests {

    private static final List<String> EVERYBODY = List.of("staff1", "staff2", "staff3", "head1", "head2", "supervisor1",
            "supervisor2", "secretary1", "organiser1", "discipline1", "secretary2", "organiser2", "discipline2",
            "leader1", "leader2", "leader3", "auditor", "sysadmin", "secadmin");

    private final Materials materials = new Materials();

    private final ModuleDatabase database;

    private final LedgerEntries entries;

    private final LedgerSearch search;

    LedgerTests(boolean postgres) {
        this.database = new ModuleDatabase(postgres,
                List.of("V80__ledger.sql", "V141__registered_for.sql", "V200__rectification.sql",
                        "V210__ledger_sources.sql", "V964__registered_not_by_author.sql", "V1000__ledger_growth.sql",
                        "V1030__numbers_as_numbers.sql", "V1064__ledger_growth.sql", "V1130__growth.sql"),
                List.of(this.materials, messages(), new RectificationSettings(5, 5, 3, 5, List.of(7, 1), 1, 7, 50)),
                Announcements.class, BeginRectification.class, LedgerEntries.class, LedgerReaders.class,
                LedgerTally.class, LedgerNames.Source.class, LedgerAnalysis.class, ChosenColumns.class,
                Registrations.class, RegisterProblems.class, EntryNumbers.class, LedgerSearch.class,
                RegisterProblemsHandler.class, EntryPolicy.class, LedgerCases.class);
        this.materials.join(this.database);
        this.entries = this.database.get(LedgerEntries.class);
        this.search = this.database.get(LedgerSearch.class);
    }

    @AfterAll
    void stop() throws Exception {
        this.database.close();
    }

    @BeforeEach
    void clear() {
        for (String table : List.of("ledger_deadline", "ledger_entry", "ledger_sequence", "ledger_registration")) {
            this.database.jdbc.sql("delete from " + table).update();
        }
        this.database.events.clear();
        this.database.now.set(ModuleDatabase.START);
        EVERYBODY.forEach(this.database.people::comeBack);
    }

    @Test
    void opensOneEntryForEachProblem() {
        String material = this.materials.of("staff1", 3);
        assertThat(register(material, "discipline1", (data) -> entry(data, 1).put("responsible", "head1")))
            .containsExactly("ZB1-2026-001", "ZB1-2026-002", "ZB1-2026-003");
        List<LedgerEntry> opened = this.entries.ofReflection(material);
        assertThat(opened).extracting((entry) -> ((EntrySource.Reflection) entry.source()).problem())
            .containsExactly(0, 1, 2);
        assertThat(opened).extracting(LedgerEntry::responsible).containsExactly("staff1", "head1", "staff1");
        assertThat(opened.get(1)).satisfies((entry) -> {
            assertThat(entry.title()).isEqualTo("标题1");
            assertThat(entry.manifestation()).isEqualTo("表现1不够具体的问题，需要整改");
            assertThat(entry.rootCause()).isEqualTo("根源1");
            assertThat(entry.measure()).isEqualTo("措施1");
            assertThat(entry.category()).isEqualTo("category-1");
            assertThat(entry.source()).isEqualTo(new EntrySource.Reflection(material, 2, 1));
            assertThat(entry.dueOn()).isEqualTo(LocalDate.of(2026, 12, 22));
            assertThat(entry.state()).isEqualTo(LedgerEntry.State.RECTIFYING);
            assertThat(entry.registeredBy()).isEqualTo("discipline1");
            assertThat(entry.cycle()).isOne();
            assertThat(this.entries.deadlines(entry.id())).singleElement()
                .satisfies((deadline) -> assertThat(deadline.dueOn()).isEqualTo(entry.dueOn()));
        });
        assertThat(this.materials.registered).contains(material);
        assertThat(this.materials.begun).containsAll(opened.stream().map(LedgerEntry::id).toList());
        assertThat(this.database.actions()).containsExactly("reflection registered", "ledgerEntry opened",
                "ledgerEntry opened", "ledgerEntry opened");
        assertThat(this.database.events.get(0)).satisfies((event) -> {
            assertThat(event.chain()).isEqualTo(material);
            assertThat(event.actor()).isEqualTo("discipline1");
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.detail()).containsEntry("opinion", "同意登记");
            assertThat(event.detail().toString()).contains("ZB1-2026-003");
        });
        assertThat(this.database.events.get(1).chain()).isEqualTo(opened.get(0).id());
    }

    /** H2 has no array with as many elements, and is slow with far fewer. */
    @Test
    void readsWhatATaskHasBroughtAmongVeryMany() {
        String material = this.materials.of("staff1", 2);
        register(material, "secretary1");
        String id = this.entries.ofReflection(material).get(1).id();
        this.database.get(LedgerReaders.class).reached(id, "staff3", "lookBack", ModuleDatabase.START);
        this.database.jdbc.sql("alter table ledger_reader drop constraint ledger_reader_entry").update();
        String numbers = IntStream.range(0, 257).mapToObj((i) -> "(" + i + ")").collect(Collectors.joining(","));
        this.database.jdbc.sql("""
                insert into ledger_reader (entry_id, account, way, reached_at, registered_at)
                select 'none' || a.i || '-' || b.i, r.account, r.way, r.reached_at, r.registered_at
                from ledger_reader r cross join (values %1$s) a (i) cross join (values %1$s) b (i)
                """.formatted(numbers)).update();
        assertThat(this.search.page(query(""), "staff3", 10, null).items()).extracting(LedgerEntry::id)
            .containsExactly(id);
        assertThat(this.search.count(query(""), "staff3")).isOne();
        this.database.jdbc.sql("delete from ledger_reader").update();
    }

    @Test
    void keepsFieldsThatWereAddedToTheForm() {
        String material = this.materials.of("staff1", 1);
        register(material, "secretary1", (data) -> {
            data.put("meetingOn", "2026-11-20");
            entry(data, 0).put("severity", "heavy");
        });
        assertThat(this.database.events.get(0).detail()).containsEntry("meetingOn", "2026-11-20");
        assertThat(this.database.events.get(0).detail().get("entries")).asString().contains("severity=heavy");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        String material = this.materials.of("staff1", 3);
        assertThat(errors(() -> register(material, "secretary1", (data) -> {
            entry(data, 0).put("problem", 7);
            entry(data, 1).put("responsible", "sysadmin");
            entry(data, 2).put("problem", 1);
            entry(data, 2).put("deadlineClass", "soon");
        }))).containsExactly("entries[0].problem ledger-problem-unknown", "entries[1].responsible ledger-responsible",
                "entries[2].problem ledger-problem-twice", "entries[2].deadlineClass ledger-deadline-class",
                "entries ledger-problem-missing", "entries ledger-problem-missing");
        this.database.people.leave("staff2");
        assertThat(errors(() -> register(material, "secretary1", (data) -> {
            entry(data, 0).put("responsible", "staff2");
            entry(data, 1).put("title", " ");
            entry(data, 1).put("rootCause", null);
            entry(data, 2).put("title", "题".repeat(101));
            entry(data, 2).put("problem", "2.5");
        }))).containsExactly("entries[0].responsible ledger-responsible", "entries[1].title ledger-title-required",
                "entries[1].rootCause ledger-root-cause-required", "entries[2].problem ledger-problem-unknown",
                "entries[2].title ledger-too-long", "entries ledger-problem-missing");
        assertThat(errors(() -> this.database.get(RegisterProblems.class)
            .execute(new RegisterProblems.Command(material, material, Map.of("entries", "no list"), "secretary1",
                    null))))
            .containsOnly("entries ledger-problem-missing")
            .hasSize(3);
        assertThat(this.entries.ofReflection(material)).isEmpty();
        assertThat(this.database.events).isEmpty();
    }

    @Test
    void neitherTheAuthorRegistersNorADeputyForTheAuthor() {
        String own = this.materials.of("organiser1", 1);
        assertThatThrownBy(() -> register(own, "organiser1")).isInstanceOf(Forbidden.class).hasMessage("own-material");
        Map<String, Object> data = Map.of("entries", List.of());
        assertThatThrownBy(() -> this.database.get(RegisterProblems.class)
            .execute(new RegisterProblems.Command(own, own, data, "secretary1", "organiser1")))
            .isInstanceOf(Forbidden.class)
            .hasMessage("own-material");
        register(own, "secretary1");
        String other = this.materials.of("secretary2", 1);
        assertThat(register(other, "discipline2")).containsExactly("ZB2-2026-001");
    }

    @Test
    void registersOnce() {
        String material = this.materials.of("staff1", 1);
        register(material, "secretary1");
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> register(material, "organiser1"))
            .satisfies((conflict) -> assertThat(conflict.facts()).containsEntry("actor", "secretary1")
                .containsEntry("currentState", "registered"));
        assertThat(this.entries.ofReflection(material)).hasSize(1);
    }

    @Test
    void numbersHaveNoGapsWhenManyRegisterAtOnce() throws Exception {
        int people = 20;
        List<String> ids = IntStream.range(0, people).mapToObj((index) -> this.materials.of("staff1", 3)).toList();
        CyclicBarrier start = new CyclicBarrier(people);
        ExecutorService pool = Executors.newFixedThreadPool(people);
        try {
            List<Future<List<String>>> results = new ArrayList<>();
            for (int index = 0; index < people; index++) {
                String material = ids.get(index);
                boolean fails = index % 5 == 0;
                Callable<List<String>> registration = () -> {
                    start.await();
                    return this.database.transaction.execute((status) -> {
                        List<String> numbers = register(material, "secretary1");
                        if (fails) {
                            status.setRollbackOnly();
                            return List.of();
                        }
                        return numbers;
                    });
                };
                results.add(pool.submit(registration));
            }
            List<String> numbers = new ArrayList<>();
            for (Future<List<String>> result : results) {
                numbers.addAll(result.get());
            }
            List<String> expected = IntStream.rangeClosed(1, 48)
                .mapToObj((number) -> new LedgerNumber("ZB1", 2026, number).toString())
                .toList();
            assertThat(numbers).containsExactlyInAnyOrderElementsOf(expected);
        }
        finally {
            pool.shutdownNow();
        }
    }

    @Test
    void eachYearStartsItsOwnNumbers() {
        register(this.materials.of("staff1", 1), "secretary1");
        this.database.now.set(java.time.Instant.parse("2026-12-31T15:59:59Z"));
        assertThat(register(this.materials.of("staff1", 1), "secretary1")).containsExactly("ZB1-2026-002");
        this.database.now.set(java.time.Instant.parse("2026-12-31T16:00:00Z"));
        assertThat(register(this.materials.of("staff1", 1), "secretary1")).containsExactly("ZB1-2027-001");
    }

    @Test
    void isReadByThoseWhomItConcernsOnly() {
        String material = this.materials.of("staff1", 1);
        register(material, "secretary1", (data) -> entry(data, 0).put("responsible", "staff3"));
        String id = this.entries.ofReflection(material).get(0).id();
        List<String> readers = List.of("staff1", "staff3", "head2", "supervisor2", "secretary1", "organiser1",
                "discipline1", "leader1", "leader2", "leader3", "auditor");
        for (String account : EVERYBODY) {
            boolean reads = readers.contains(account);
            assertThat(this.entries.find(id, account).isPresent()).as(account).isEqualTo(reads);
            assertThat(page("", account).items()).as(account).hasSize(reads ? 1 : 0);
            assertThat(this.search.totals(query(""), account).all()).as(account).isEqualTo(reads ? 1 : 0);
            assertThat(this.database.get(LedgerAnalysis.class).by("branch", account, Locale.CHINESE)).as(account)
                .hasSize(reads ? 1 : 0);
            assertThat(this.database.get(LedgerCases.class).mayRead(id, account)).as(account).isEqualTo(reads);
        }
        assertThat(this.entries.find("no", "auditor")).isEmpty();
    }

    @Test
    void filtersBySayingWhatIsWanted() {
        String first = this.materials.of("staff1", 2);
        register(first, "secretary1", (data) -> {
            entry(data, 0).put("deadlineClass", "immediate");
            entry(data, 0).put("title", "办文50%不_规范 ABC");
        });
        String second = this.materials.of("staff3", 1);
        register(second, "secretary2", (data) -> entry(data, 0).put("responsible", "head2"));
        this.database.now.set(ModuleDatabase.START.plus(Duration.ofDays(20)));

        assertThat(numbers("")).containsExactlyInAnyOrder("ZB1-2026-001", "ZB1-2026-002", "ZB2-2026-001");
        assertThat(numbers("branch=b2")).containsExactly("ZB2-2026-001");
        assertThat(numbers("department=general")).containsExactlyInAnyOrder("ZB1-2026-001", "ZB1-2026-002");
        assertThat(numbers("category=category-1")).containsExactly("ZB1-2026-002");
        assertThat(numbers("source=reflection")).hasSize(3);
        assertThat(numbers("source=inspection")).isEmpty();
        assertThat(numbers("state=rectifying")).hasSize(3);
        assertThat(numbers("state=closed")).isEmpty();
        assertThat(numbers("deadlineClass=immediate")).containsExactly("ZB1-2026-001");
        assertThat(numbers("responsible=head2")).containsExactly("ZB2-2026-001");
        assertThat(numbers("overdue=true")).containsExactly("ZB1-2026-001");
        assertThat(numbers("overdue=false")).containsExactlyInAnyOrder("ZB1-2026-002", "ZB2-2026-001");
        assertThat(numbers("recurring=true")).isEmpty();
        assertThat(numbers("campaignId=campaign")).hasSize(3);
        assertThat(numbers("reflectionId=" + second)).containsExactly("ZB2-2026-001");
        assertThat(numbers("q=ZB2")).containsExactly("ZB2-2026-001");
        assertThat(numbers("q=zb2-")).containsExactly("ZB2-2026-001");
        assertThat(numbers("q=表现1不够")).containsExactly("ZB1-2026-002");
        assertThat(numbers("q=name of head2")).containsExactly("ZB2-2026-001");
        assertThat(numbers("q=50%不_")).containsExactly("ZB1-2026-001");
        assertThat(numbers("q=5%规")).as("no pattern of the searcher").isEmpty();
        assertThat(numbers("q=abc")).containsExactly("ZB1-2026-001");
        for (String wrong : List.of("state=x", "deadlineClass=x", "overdue=x", "sort=x")) {
            assertThat(errors(() -> numbers(wrong))).containsExactly(wrong.replaceAll("=.*", "") + " ledger-filter");
        }
        LedgerSearch.Totals totals = this.search.totals(query("state=closed"), "auditor");
        assertThat(totals.states()).isEqualTo(Map.of("rectifying", 3L));
        assertThat(totals.overdue()).isOne();
    }

    @Test
    void pagesByKeyInEveryOrder() {
        for (int index = 0; index < 9; index++) {
            String deadlineClass = List.of("immediate", "short", "long").get(index % 3);
            register(this.materials.of("staff1", 3), "secretary1", (data) -> IntStream.range(0, 3)
                .forEach((row) -> entry(data, row).put("deadlineClass", deadlineClass)));
            this.database.now.updateAndGet((now) -> now.plus(Duration.ofDays(index(deadlineClass))));
        }
        List<LedgerEntry> newest = all("sort=newest");
        assertThat(newest).hasSize(27)
            .doesNotHaveDuplicates()
            .isSortedAccordingTo(Comparator.comparing(LedgerEntry::registeredAt)
                .thenComparing((entry) -> entry.number().toString())
                .reversed());
        assertThat(all("sort=number")).extracting((entry) -> entry.number().sequence())
            .isEqualTo(IntStream.rangeClosed(1, 27).boxed().toList());
        assertThat(all("sort=due")).hasSize(27)
            .doesNotHaveDuplicates()
            .isSortedAccordingTo(
                    Comparator.comparing(LedgerEntry::dueOn).thenComparing((entry) -> entry.number().toString()));
        assertThat(errors(() -> this.search.page(query("sort=number"), "auditor", 5, "eHh4"))).isNotEmpty();
    }

    @Test
    void numbersComeAsNumbers() {
        register(this.materials.of("staff1", 3), "secretary1");
        List<String> ids = all("sort=number").stream().map(LedgerEntry::id).toList();
        for (int row = 0; row < 3; row++) {
            int number = List.of(999, 1014, 1000).get(row);
            this.database.jdbc.sql("update ledger_entry set sequence_number = ?, entry_number = ? where id = ?")
                .params(number, "ZB1-2026-" + number, ids.get(row))
                .update();
        }
        assertThat(all("sort=newest")).extracting((entry) -> entry.number().sequence())
            .containsExactly(1014, 1000, 999);
        assertThat(all("sort=due")).extracting((entry) -> entry.number().sequence()).containsExactly(999, 1000, 1014);
    }

    @Test
    void aPageTakesAsManyStatementsForManyRowsAsForFew() {
        register(this.materials.of("staff1", 5), "secretary1");
        long few = statementsOfList();
        for (int index = 0; index < 19; index++) {
            register(this.materials.of(index % 2 == 0 ? "staff2" : "staff3", 5),
                    index % 2 == 0 ? "secretary1" : "secretary2");
        }
        assertThat(page("", "auditor").items()).hasSize(100);
        assertThat(statementsOfList()).isEqualTo(few).isPositive();
    }

    @Test
    void countsEachEntryOnceInEveryAnalysis() {
        register(this.materials.of("staff1", 3), "secretary1",
                (data) -> entry(data, 0).put("deadlineClass", "immediate"));
        register(this.materials.of("staff3", 1), "secretary2");
        this.database.now.set(ModuleDatabase.START.plus(Duration.ofDays(20)));
        LedgerAnalysis analysis = this.database.get(LedgerAnalysis.class);
        assertThat(analysis.by("branch", "auditor", Locale.CHINESE)).containsExactly(
                new LedgerAnalysis.Line("b1", "第一党支部", 3, 0, 1, 0), new LedgerAnalysis.Line("b2", "第二党支部", 1, 0, 0, 0));
        assertThat(analysis.by("category", "auditor", Locale.CHINESE)).first()
            .isEqualTo(new LedgerAnalysis.Line("category-0", "重点0", 2, 0, 1, 0));
        assertThat(analysis.by("source", "auditor", Locale.CHINESE))
            .containsExactly(new LedgerAnalysis.Line("reflection", "反思剖析材料", 4, 0, 1, 0));
        assertThat(analysis.by("campaign", "secretary2", Locale.CHINESE))
            .containsExactly(new LedgerAnalysis.Line("campaign", "整治", 1, 0, 0, 0));
        assertThat(analysis.by("department", "auditor", Locale.CHINESE)).extracting(LedgerAnalysis.Line::name)
            .containsExactly("综合科", "提案委");
        assertThat(errors(() -> analysis.by("person", "auditor", Locale.CHINESE))).containsExactly("by ledger-filter");
    }

    @Test
    void theTaskIsReadyForOneConfirmation() {
        String material = this.materials.of("staff1", 2);
        RegisterProblemsHandler handler = this.database.get(RegisterProblemsHandler.class);
        assertThat(handler.describe("registerProblems", material)).isEqualTo(new WorkItemFacts(material, null,
                "整治 · staff1", "staff1", "general", Materials.CAMPAIGN, 2, "staff1", 5));
        WorkItem item = Items.open(material, "registerProblems", material, "staff1", "committee:b1", "staff1",
                ModuleDatabase.START);
        Map<String, Object> data = handler.initialData(item, this.database.people.get("secretary1"));
        var outcome = handler.complete(item, data, new Actor(this.database.people.get("secretary1"), null));
        assertThat(outcome.state()).isEqualTo("registered");
        assertThat(this.entries.ofReflection(material)).extracting(LedgerEntry::title)
            .containsExactly("表现0不够具体的问题，需要整改", "表现1不够具体的问题，需要整改");
        assertThat(handler.page(item, this.database.people.get("secretary1")).model().get("registered"))
            .isEqualTo(this.entries.ofReflection(material));
    }

    private long statementsOfList() {
        LedgerApi api = api();
        LedgerQuery.Parameters all = parameters("");
        return this.database.statements(
                () -> assertThat(api.list(this.database.people.get("auditor"), all, 200, null).items()).isNotEmpty());
    }

    private LedgerApi api() {
        return new LedgerApi(this.search, this.database.get(LedgerNames.Source.class),
                this.database.get(LedgerAnalysis.class), this.database.get(ChosenColumns.class),
                this.database.get(org.sanxing.calendar.WorkingCalendar.class));
    }

    private static int index(String deadlineClass) {
        return deadlineClass.equals("long") ? 1 : 0;
    }

    private List<LedgerEntry> all(String filter) {
        List<LedgerEntry> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<LedgerEntry> page = this.search.page(query(filter), "auditor", 5, cursor);
            seen.addAll(page.items());
            cursor = page.next();
        }
        while (cursor != null);
        return seen;
    }

    private List<String> numbers(String filter) {
        return page(filter, "auditor").items().stream().map((entry) -> entry.number().toString()).toList();
    }

    private Page<LedgerEntry> page(String filter, String reader) {
        return this.search.page(query(filter), reader, 200, null);
    }

    private static LedgerQuery query(String filter) {
        return parameters(filter).query();
    }

    private static LedgerQuery.Parameters parameters(String filter) {
        int equals = filter.indexOf('=');
        Map<String, String> given = (equals > 0) ? Map.of(filter.substring(0, equals), filter.substring(equals + 1))
                : Map.of();
        return new LedgerQuery.Parameters(given.get("branch"), given.get("department"), given.get("category"),
                given.get("source"), given.get("state"), given.get("deadlineClass"), given.get("responsible"),
                given.get("overdue"), given.get("recurring"), given.get("campaignId"), given.get("reflectionId"),
                given.get("q"), given.get("sort"));
    }

    private List<String> register(String material, String actor) {
        return register(material, actor, (data) -> {
        });
    }

    private List<String> register(String material, String actor, Consumer<Map<String, Object>> change) {
        List<Map<String, Object>> lines = new ArrayList<>();
        this.materials.accepted(material).problems().forEach((problem) -> {
            Map<String, Object> line = new HashMap<>();
            line.put("problem", new java.math.BigDecimal(problem.index()));
            line.put("title", "标题" + problem.index());
            line.put("rootCause", "根源" + problem.index());
            line.put("deadlineClass", "short");
            line.put("responsible", this.materials.accepted(material).author());
            lines.add(line);
        });
        Map<String, Object> data = new HashMap<>(Map.of("entries", lines, "opinion", "同意登记"));
        change.accept(data);
        return this.database.get(RegisterProblems.class)
            .execute(new RegisterProblems.Command(material, material, data, actor, null));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entry(Map<String, Object> data, int row) {
        return ((List<Map<String, Object>>) data.get("entries")).get(row);
    }

    private static List<String> errors(ThrowingCallable action) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, action);
        assertThat(refused).isNotNull();
        return refused.errors().stream().map((FieldError error) -> error.field() + " " + error.code()).toList();
    }

    private static MessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages-ledger");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

}
