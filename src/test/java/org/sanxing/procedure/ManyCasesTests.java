package org.sanxing.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.PostgresApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A register of 100,000 cases, and a document for 500 people, measured on PostgreSQL
 * ({@code src/docs/benchmarks.md}): {@code mvn -Plong -Dtest=ManyCasesTests}.
 */
@Tag("long")
@PostgresApplicationTest
class ManyCasesTests {

    private static final int CASES = Integer.getInteger("sanxing.bench.cases", 100_000);

    private static final int TIMES = 5;

    @Autowired
    private Office office;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Declarations declarations;

    @Autowired
    private JdbcTemplate jdbc;

    /** As over ten years; of each ten, one in the department of the first head. */
    private void fill() {
        String definition = this.declarations.find("trial").orElseThrow().definition();
        String general = this.organisation.idOf("综合科");
        String proposals = this.organisation.idOf("提案委");
        Stream
            .of("""
                    insert into procedure_case (id, procedure_key, definition_id, title, subject, department_id, branch_id,
                        state, step, case_number, version, decided, level_index, content, draft, created_at, changed_at,
                        changed_by, submitted_at, closed_at, revision)
                    select 'many' || i, 'trial', ':definition',
                        case when i % 2 = 0 then '一般' else '重要' end || '试办 ' || date '2016-12-01' + i / 30,
                        case when i % 10 = 0 then 'staff2' else 'staff3' end,
                        case when i % 10 = 0 then ':general' else ':proposals' end, 'b',
                        'closed', 'EndEvent_Done', '试〔' || 2016 + i / 10000 || '〕' || i || '号', 1, 1, 0,
                        '{"kind":"' || case when i % 2 = 0 then 'plain' else 'important' end || '","days":' || i % 20
                            || ',"amount":' || i % 5000 || ',"purpose":"第' || i || '件的用途"}', '{}',
                        timestamp with time zone '2016-12-01 00:00:00+00' + i * interval '45 minutes',
                        now(), 'staff3', now(), now(), 3
                    from generate_series(1, :cases) i;
                    insert into procedure_value (case_id, field, row_no, procedure_key, text_value, number_value, date_value)
                    select 'many' || i, f.field, f.place, 'trial',
                        case f.field when 'kind' then case when i % 2 = 0 then 'plain' else 'important' end
                            when 'purpose' then '第' || i || '件的用途' end,
                        case f.field when 'days' then i % 20 when 'amount' then i % 5000 end,
                        case f.field when 'from' then date '2016-12-01' + i / 30 end
                    from generate_series(1, :cases) i,
                        (values ('kind', 0), ('from', 1), ('days', 2), ('amount', 3), ('purpose', 4)) f (field, place);
                    insert into procedure_reader (case_id, account, way, since)
                    select 'many' || i, 'head2', 'Task_ApproveTrial', now() from generate_series(1, :cases) i
                    where i % 10 <> 0;
                    insert into procedure_reader (case_id, account, way, since)
                    select 'many' || i, 'supervisor1', 'Task_ApproveTrial', now() from generate_series(1, :cases, 7) i;
                    analyze procedure_case; analyze procedure_value; analyze procedure_reader"""
                .replace(":cases", String.valueOf(CASES))
                .replace(":definition", definition)
                .replace(":general", general)
                .replace(":proposals", proposals)
                .split(";"))
            .forEach(this.jdbc::execute);
    }

    @Test
    void aRegisterOf100000CasesIsFilteredByTwoFields() {
        fill();
        Map<String, Long> measured = new LinkedHashMap<>();
        for (String account : List.of("auditor", "head1", "head2", "supervisor1", "staff2")) {
            // Half and a twentieth, almost all and few, a month, words that one has, that
            // all have, a title that one has, that all have, none; and the page with its
            // counts.
            for (String path : List.of("/api/v1/procedures/trial/cases?kind=important&days=3",
                    "/api/v1/procedures/trial/cases?days=4..&amount=17",
                    "/api/v1/procedures/trial/cases?kind=plain&from=2017-03-01..2017-03-31",
                    "/api/v1/procedures/trial/cases?kind=plain&purpose=%E7%AC%AC77770%E4%BB%B6",
                    "/api/v1/procedures/trial/cases?kind=plain&purpose=%E7%94%A8%E9%80%94",
                    "/api/v1/procedures/trial/cases?q=77770%E5%8F%B7", "/api/v1/procedures/trial/cases?q=%E8%AF%95",
                    "/api/v1/procedures/trial/cases?kind=plain&amount=9999",
                    "/procedures/trial?kind=important&days.from=3&days.to=4", "/procedures/trial",
                    "/procedures/trial/totals")) {
                measured.put(account + " " + path, least(account, path));
            }
        }
        measured.forEach((what, millis) -> System.out.printf("%6d ms %s%n", millis, what));
        assertThat(measured).allSatisfy((what, millis) -> assertThat(millis).as(what).isLessThan(6000));
    }

    private long least(String account, String path) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            Office.Caller caller = this.office.as(account);
            assertThat((path.startsWith("/api/v1") ? caller.get(path.substring(7)) : caller.file(path)).status())
                .isEqualTo(200);
            least = Math.min(least, (System.nanoTime() - begun) / 1_000_000);
        }
        return least;
    }

    @Test
    void publishingToManyTakesAsManyStatementsAsToFew() {
        this.jdbc.update("""
                insert into person (account, name, post, department_id, branch_id, active, revision)
                select 'many' || i, '第' || i || '人', '', (select department_id from person where account = 'staff3'),
                    (select branch_id from person where account = 'staff3'), true, 0 from generate_series(1, 500) i""");
        try {
            published(5);
            long few = published(20);
            // The engine writes its rows by fifties.
            assertThat(published(500)).isLessThan(few + 100);
        }
        finally {
            this.jdbc.update("update person set active = false where account like 'many%'");
        }
    }

    /** How many statements the decision takes that publishes. */
    private long published(int people) {
        List<String> addressees = IntStream.rangeClosed(1, people).mapToObj((i) -> "many" + i).toList();
        String id = this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data",
                            Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-07", "purpose", "发给许多人",
                                    "addressees", addressees),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        String task = this.office.openTasks(id).get(0).id();
        long begun = System.nanoTime();
        long statements = Office.statements(() -> this.office.as("head1")
            .post("/tasks/" + task + "/complete", Map.of("data", Map.of("decision", "approve")))
            .ok());
        System.out.printf("%d people: %d statements, %d ms%n", people, statements,
                (System.nanoTime() - begun) / 1_000_000);
        List<String> sent = new ArrayList<>(Office.sent());
        Map<String, Long> often = new LinkedHashMap<>();
        sent.forEach((sql) -> often.merge(sql.strip().lines().findFirst().orElse(""), 1L, Long::sum));
        often.forEach((sql, times) -> {
            if (times > 4) {
                System.out.println("  " + times + " times " + sql);
            }
        });
        assertThat(this.office.openTasks(id)).hasSize(people);
        return statements;
    }

}
