package org.sanxing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page with sixty rows sends as many statements as one with three; how many that are
 * only ever falls. Both with all that may make a page ask for more, whatever the tests
 * before have left. The texts are in {@code target/page-statements.txt}.
 */
@ApplicationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTests {

    // Events of one kind: each kind of case is described by a statement of its own, and
    // what
    // kinds stand on a page depends on the tests before.
    private static final List<Read> READS = List.of(new Read("staff1", "/procedures/trial"),
            new Read("secretary1", "/"), new Read("staff1", "/"), new Read("head1", "/tasks"),
            new Read("head1", "/tasks?view=done"), new Read("staff1", "/tasks?view=started"),
            new Read("secretary1", "/tasks"), new Read("staff1", "/materials"), new Read("head1", "/materials"),
            new Read("auditor", "/materials"), new Read("secretary1", "/ledger"), new Read("auditor", "/ledger"),
            new Read("staff1", "/ledger"), new Read("staff1", "/notifications"), new Read("auditor", "/trace"),
            new Read("auditor", "/trace/events"), new Read("secretary1", "/campaigns"),
            new Read("staff1", "/campaigns"), new Read("head1", "/api/v1/tasks?view=todo&limit=200"),
            new Read("head1", "/api/v1/tasks?view=done&limit=200"),
            new Read("staff1", "/api/v1/tasks?view=started&limit=200"),
            new Read("secretary1", "/api/v1/tasks?view=todo&limit=200"),
            new Read("staff1", "/api/v1/reflections?limit=200"), new Read("auditor", "/api/v1/reflections?limit=200"),
            new Read("secretary1", "/api/v1/ledger/entries?limit=200"),
            new Read("secretary1", "/api/v1/ledger/analysis"), new Read("staff1", "/api/v1/notifications?limit=200"),
            new Read("auditor", "/api/v1/cases?limit=200"),
            new Read("auditor", "/api/v1/audit/events?action=submitted&limit=200"),
            new Read("secretary1", "/api/v1/campaigns?limit=200"));

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    private record Read(String account, String path) {

        @Override
        public String toString() {
            return this.account + " " + this.path;
        }

    }

    /** Each has a notice of somebody else, and stands in for somebody. */
    @BeforeEach
    void peopleWithAllThereIs() {
        for (String account : List.of("staff1", "head1", "secretary1", "auditor")) {
            this.jdbc.sql("""
                    insert into notification (id, account, event, case_id, link, arguments, created_at, about)
                    values (?, ?, 'accepted', 'statements', '/', '[]', ?, 'leader3')""")
                .params("statements-" + account, account, LocalDateTime.of(2100, 1, 1, 0, 0).atOffset(ZoneOffset.UTC))
                .update();
            this.jdbc
                .sql("""
                        insert into deputation (id, principal, deputy, first_day, last_day, kinds, campaigns, reason,
                            named_at, named_by)
                        values (?, 'discipline1', ?, date '2000-01-01', date '2100-01-01', '', '', '', now(), 'sysadmin')""")
                .params("statements-" + account, account)
                .update();
        }
    }

    @AfterEach
    void asBefore() {
        this.jdbc.sql("delete from notification where case_id = 'statements'").update();
        this.jdbc.sql("delete from deputation where id like 'statements-%'").update();
    }

    private void look(Read read) {
        Office.Caller caller = this.office.as(read.account());
        String path = read.path();
        if (path.startsWith("/api/v1")) {
            caller.get(path.substring("/api/v1".length())).ok();
        }
        else {
            caller.page(path).html();
        }
    }

    private Map<Read, Long> measure() {
        Map<Read, Long> counts = new LinkedHashMap<>();
        for (Read read : READS) {
            // Once before: signing in and what is cached do not count.
            look(read);
            counts.put(read, Office.statements(() -> look(read)));
        }
        return counts;
    }

    /** One of each kind of row for staff1, head1 and the branch. */
    private void more(int materials) {
        for (int i = 0; i < materials; i++) {
            this.materials.inReview((i % 2 == 0) ? "staff1" : "staff2");
            this.materials.inReview("staff1").approve();
            this.materials.accepted("staff1");
            this.materials.registered("staff1", "secretary1");
            trial();
        }
    }

    @Test
    void doNotGrowWithTheRows() {
        more(2);
        Map<Read, Long> few = measure();
        long before = rows();
        more(15);
        assertThat(rows() - before).as("rows that came").isGreaterThanOrEqualTo(60);
        Map<Read, Long> many = measure();
        StringBuilder table = new StringBuilder("Statements, few rows and many:\n");
        few.forEach((read, count) -> table.append("%4d %4d  %s%n".formatted(count, many.get(read), read)));
        System.out.println(table);
        assertThat(many).isEqualTo(few);
        aLongPageCostsAsMuchAsAShortOne();
    }

    /** However many rows other tests have left. */
    private void aLongPageCostsAsMuchAsAShortOne() {
        for (Read read : READS) {
            if (read.path().contains("limit=200")) {
                Read three = new Read(read.account(), read.path().replace("limit=200", "limit=3"));
                Read sixty = new Read(read.account(), read.path().replace("limit=200", "limit=60"));
                assertThat(items(three)).as(three.toString()).isEqualTo(3);
                assertThat(items(sixty)).as(sixty.toString()).isGreaterThan(15);
                assertThat(Office.statements(() -> look(sixty))).as(sixty.toString())
                    .isEqualTo(Office.statements(() -> look(three)));
            }
        }
    }

    private int items(Read read) {
        return this.office.as(read.account()).get(read.path().substring("/api/v1".length())).ok().path("items").size();
    }

    private long rows() {
        return this.jdbc.sql("select count(*) from reflection").query(Long.class).single();
    }

    @Test
    void aMaterialWithManyProblemsIsReadInAsManyStatements() {
        Materials.Material small = this.materials.draft("staff1");
        Materials.Material big = this.materials.draft("staff1");
        Materials.Campaign campaign = big.campaign();
        big.save(campaign.content("文",
                java.util.stream.IntStream.range(0, 40).mapToObj((i) -> campaign.problem("题" + i)).toList()));
        for (Materials.Material material : List.of(small, big)) {
            material.submit().approve().approve();
        }
        for (String path : List.of("/tasks/", "/api/v1/tasks/")) {
            assertThat(statements("secretary1", path + big.taskId())).as(path)
                .isEqualTo(statements("secretary1", path + small.taskId()));
        }
        small.register("secretary1");
        big.register("secretary1");
        for (String path : List.of("/trace/", "/api/v1/cases/%s/trace")) {
            assertThat(statements("auditor", path(path, big))).as(path)
                .isEqualTo(statements("auditor", path(path, small)));
        }
        assertThat(statements("staff1", "/materials/" + big.id()))
            .isEqualTo(statements("staff1", "/materials/" + small.id()));
    }

    @Test
    void ofAPageOnlyFall() throws IOException {
        Materials.Material inReview = this.materials.inReview("staff1");
        Materials.Material returned = this.materials.returned("staff1");
        Materials.Material accepted = this.materials.accepted("staff1");
        String entry = this.jdbc.sql("select max(id) from ledger_entry where reflection_id = ?")
            .param(this.materials.registered("staff1", "secretary1").id())
            .query(String.class)
            .single();
        Map<Read, Integer> ceilings = new LinkedHashMap<>();
        ceilings.put(new Read("staff1", "/"), 12);
        ceilings.put(new Read("head1", "/"), 12);
        ceilings.put(new Read("secretary1", "/"), 12);
        ceilings.put(new Read("staff1", "/tasks"), 12);
        ceilings.put(new Read("head1", "/tasks"), 12);
        ceilings.put(new Read("secretary1", "/tasks"), 12);
        ceilings.put(new Read("secretary1", "/ledger"), 12);
        ceilings.put(new Read(inReview.holder(), "/tasks/" + inReview.taskId()), 30);
        ceilings.put(new Read("secretary1", "/tasks/" + accepted.taskId()), 26);
        ceilings.put(new Read("staff1", "/materials"), 10);
        ceilings.put(new Read("staff1", "/materials/" + inReview.id()), 21);
        ceilings.put(new Read("head1", "/materials/" + inReview.id()), 29);
        ceilings.put(new Read("staff1", "/materials/" + returned.id() + "/edit"), 18);
        ceilings.put(new Read("staff1", "/materials/" + returned.id()), 21);
        ceilings.put(new Read("secretary1", "/ledger/" + entry), 31);
        ceilings.put(new Read("staff1", "/ledger/" + entry), 29);
        String one = trial();
        String task = this.office.openTasks(one).get(0).id();
        ceilings.put(new Read("staff1", "/procedures"), 8);
        ceilings.put(new Read("staff1", "/procedures/trial"), 15);
        ceilings.put(new Read("head1", "/procedures/trial"), 18);
        ceilings.put(new Read("staff1", "/procedures/trial/cases/" + one), 21);
        ceilings.put(new Read("head1", "/tasks/" + task), 29);
        ceilings.put(new Read("staff1",
                "/departments/" + this.jdbc.sql("select department_id from person where account = 'staff1'")
                    .query(String.class)
                    .single()),
                10);
        StringBuilder table = new StringBuilder("Statements per page, ceiling and measured:\n");
        StringBuilder sent = new StringBuilder();
        Map<Read, Long> counts = new LinkedHashMap<>();
        ceilings.forEach((read, most) -> {
            counts.put(read, statements(read.account(), read.path()));
            table.append("%4d %4d  %s%n".formatted(most, counts.get(read), read));
            sent.append(counts.get(read)).append(' ').append(read).append('\n');
            Office.sent().forEach((text) -> sent.append("    ").append(text.replaceAll("\\s+", " ")).append('\n'));
        });
        Files.writeString(Path.of("target", "page-statements.txt"), sent);
        System.out.println(table);
        ceilings.forEach((read, most) -> assertThat(counts.get(read)).as(read.toString()).isLessThanOrEqualTo(most));
    }

    /** A case of a procedure that is models alone, with its first reviewer. */
    private String trial() {
        return this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data", Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-09", "purpose", "语句"),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
    }

    private static String path(String path, Materials.Material material) {
        return path.contains("%s") ? path.formatted(material.id()) : path + material.id();
    }

    private long statements(String account, String path) {
        Read read = new Read(account, path);
        look(read);
        return Office.statements(() -> look(read));
    }

}
