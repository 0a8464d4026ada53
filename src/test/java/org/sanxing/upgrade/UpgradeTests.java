package org.sanxing.upgrade;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sanxing.ApplicationTest;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;
import org.sanxing.tasks.list.Sweep;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that the version before wrote, with a case in every state
 * ({@link EarlierDatabaseTests}, {@code src/docs/upgrade.md}): each goes on to its end
 * under this version, on the diagram that it began with.
 */
@Tag("thorough")
@ApplicationTest
@ContextConfiguration(initializers = UpgradeTests.EarlierDatabase.class)
class UpgradeTests {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3", "leader4", "leader5");

    @Autowired
    private Office office;

    @Autowired
    private MovableClock clock;

    @Autowired
    private ApplicationContext context;

    @Test
    void whatWasRecordedBeforeStaysVerifiable() {
        JdbcTemplate jdbc = this.context.getBean(JdbcTemplate.class);
        Long before = jdbc.queryForObject("select count(*) from audit_event where key_id is null", Long.class);
        assertThat(before).isGreaterThan(100);
        assertThat(jdbc.queryForObject("select size from audit_checkpoint where number = 1", Long.class))
            .isEqualTo(before);
        JsonNode all = this.office.as("auditor").post("/audit/verification", null).ok();
        assertThat(all.path("failures")).isEmpty();
        assertThat(all.path("certain").asBoolean()).isTrue();
        assertThat(all.path("rows").asInt()).isGreaterThan(500);
        // Nor can one be added by the rule of that time.
        jdbc.execute(
                """
                        insert into audit_event (chain, seq, happened_at, actor, action, result, object_type, object_id, detail,
                            previous_hash, hash)
                        select 'late', 1, happened_at, actor, action, result, object_type, object_id, detail, previous_hash, hash
                        from audit_event where seq = 1 and key_id is null limit 1""");
        try {
            all = this.office.as("auditor").post("/audit/verification", null).ok();
            assertThat(all.path("failures").valueStream().map((one) -> one.path("kind").asString())).contains("rule");
        }
        finally {
            jdbc.execute("delete from audit_event where chain = 'late'");
        }
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private static Properties cases() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource("upgrade/cases.properties"));
    }

    private static String id(String name) throws IOException {
        String id = cases().getProperty(name);
        assertThat(id).as(name).isNotNull();
        return id;
    }

    private static Stream<Map.Entry<String, String>> named(String prefix) throws IOException {
        Properties cases = cases();
        List<Map.Entry<String, String>> found = cases.stringPropertyNames()
            .stream()
            .filter((name) -> name.startsWith(prefix))
            .sorted()
            .map((name) -> Map.entry(name, cases.getProperty(name)))
            .toList();
        assertThat(found).as(prefix).isNotEmpty();
        return found.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyMaterialIsRegistered() throws IOException {
        return named("material.")
            .map((one) -> DynamicTest.dynamicTest(one.getKey(), () -> register(one.getKey(), one.getValue())));
    }

    private void register(String name, String id) {
        String author = switch (name) {
            case "material.accepted" -> "staff3";
            case "material.acceptedOfLeader" -> "leader2";
            case "material.resubmitted", "material.transferred" -> "staff2";
            default -> "staff1";
        };
        String path = "/reflections/" + id;
        if (name.equals("material.inReview")) {
            late(id);
        }
        if (name.equals("material.consulted")) {
            complete("head2", task("head2", id, "giveOpinion").orElseThrow(), Map.of("opinion", "时限合适"));
        }
        for (int step = 0; step < 10 && !state(author, path).equals("registered"); step++) {
            JsonNode task = this.office.as(author).get(path).ok().path("currentTask");
            String holder = task.path("assignee")
                .path("account")
                .asString(author.equals("staff3") ? "organiser2" : "organiser1");
            switch (task.path("kind").asString("")) {
                case "", "reviseReflection" -> submit(author, path, task.path("id").asString(""));
                case "reviewReflection" -> approve(holder, task.path("id").asString());
                case "registerProblems" -> complete(holder, task.path("id").asString(),
                        this.office.as(holder).get("/tasks/" + task.path("id").asString()).ok().path("data"));
                default -> throw new AssertionError(task.toString());
            }
        }
        assertThat(state(author, path)).isEqualTo("registered");
        traced(id, "registered");
    }

    private String state(String account, String path) {
        return this.office.as(account).get(path).ok().path("state").asString();
    }

    private void submit(String author, String path, String task) {
        List<Map<String, Object>> answers = new ArrayList<>();
        if (!task.isEmpty()) {
            this.office.as(author).get("/tasks/" + task).ok().path("data").path("remarks").forEach((remark) -> {
                if (remark.path("answer").isNull()) {
                    answers.add(Map.of("remarkId", remark.path("id").asString(), "answer", "done", "text", "已改"));
                }
            });
        }
        this.office.as(author).post(path + "/submit", answers.isEmpty() ? null : Map.of("answers", answers)).ok();
    }

    private void approve(String holder, String task) {
        List<String> resolved = new ArrayList<>();
        this.office.as(holder).get("/tasks/" + task).ok().path("data").path("remarks").forEach((remark) -> {
            if (!remark.path("resolved").asBoolean()) {
                resolved.add(remark.path("id").asString());
            }
        });
        complete(holder, task, Map.of("decision", "approve", "opinion", "同意", "resolved", resolved));
    }

    private void complete(String account, String task, Object data) {
        this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data)).ok();
    }

    private Optional<String> task(String account, String caseId, String kind) {
        return this.office.as(account)
            .get("/tasks?view=todo&limit=200&kind=" + kind)
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("caseId").asString().equals(caseId))
            .map((item) -> item.path("id").asString())
            .findFirst();
    }

    @TestFactory
    Stream<DynamicTest> everyEntryIsClosed() throws IOException {
        return named("entry.").filter((one) -> !List.of("entry.void", "entry.inMeeting").contains(one.getKey()))
            .map((one) -> DynamicTest.dynamicTest(one.getKey(), () -> close(one.getKey(), one.getValue())));
    }

    private void close(String name, String id) {
        Entry entry = new Entry(this.office, id);
        if (name.equals("entry.extension")) {
            complete("secretary1", task("secretary1", id, "decideExtension").orElseThrow(),
                    Map.of("decision", "grant", "opinion", "同意"));
            assertThat(entry.read().path("dueOn").asString()).isEqualTo("2027-01-05");
        }
        if (name.equals("entry.lookback")) {
            complete("organiser1", task("organiser1", id, "lookBack").orElseThrow(),
                    Map.of("outcome", "consolidated", "opinion", "没有反弹"));
        }
        for (int step = 0; step < 10 && !entry.state().equals("closed"); step++) {
            switch (entry.state()) {
                case "rectifying" -> entry.request("staff2");
                case "verifying" -> entry.pass("secretary1");
                case "voting" -> {
                    for (String leader : LEADERS) {
                        if (entry.state().equals("voting") && entry.task(leader, "voteCloseOut").isPresent()) {
                            entry.vote(leader, "agree").ok();
                        }
                    }
                }
                default -> throw new AssertionError(entry.state());
            }
        }
        assertThat(entry.state()).isEqualTo("closed");
        traced(id, "closed");
        assertThat(this.office.as("secretary1").page("/ledger/" + id).html()).contains("已销号");
    }

    @Test
    void aMeetingInSessionDecidesAndIsSigned() throws IOException {
        Entry entry = new Entry(this.office, id("entry.inMeeting"));
        String path = "/ledger/meetings/" + id("meeting.inSession");
        String item = path + "/items/"
                + this.office.as("auditor").get(path).ok().path("items").path(0).path("id").asString();
        for (String leader : List.of("leader3", "leader4", "leader1")) {
            this.office.as(leader).post(item + "/vote", Map.of("vote", "agree", "opinion", "同意")).ok();
        }
        this.office.as("leader1").post(item + "/declare", null).ok();
        assertThat(entry.state()).isEqualTo("closed");
        this.office.as("leader1").post(path + "/end", null).ok();
        this.office.as("staff1").post(path + "/sign", null).ok();
        this.office.as("leader1").post(path + "/sign", null).ok();
        assertThat(this.office.as("auditor").get(path).ok().path("state").asString()).isEqualTo("confirmed");
        traced(id("meeting.inSession"), "signed");
    }

    @Test
    void aMeetingThatWasCalledIsHeld() throws IOException {
        String path = "/ledger/meetings/" + id("meeting.called");
        this.office.as("staff1").post(path + "/begin", null).ok();
        List<Map<String, Object>> members = new ArrayList<>();
        LEADERS.forEach((leader) -> members.add(new LinkedHashMap<>(Map.of("account", leader, "present", true))));
        this.office.as("staff1").post(path + "/attendance", Map.of("members", members)).ok();
        assertThat(this.office.as("auditor").get(path).ok().path("state").asString()).isEqualTo("inSession");
        assertThat(this.office.as("leader2").page(path).html()).contains("三楼会议室");
    }

    private void late(String id) {
        long before = told("secretary1", id);
        this.clock.set(Instant.parse("2026-12-20T02:00:00Z"));
        Sweep.run(this.context);
        assertThat(told("secretary1", id)).as("notices of the branch secretary").isEqualTo(before + 1);
        this.clock.set(MovableClock.START);
    }

    private long told(String account, String caseId) {
        return this.office.as(account)
            .notices()
            .stream()
            .filter((notice) -> notice.path("link").asString("").contains(caseId))
            .count();
    }

    @Test
    void theChainsHoldAndNothingHasComeToAHalt() {
        JsonNode checked = this.office.as("auditor").post("/audit/verification", null).ok();
        assertThat(checked.path("ok").asBoolean()).as(checked.toString()).isTrue();
        assertThat(checked.path("chains").asInt()).isGreaterThan(30);
        this.office.as("sysadmin").post("/checks/run", null);
        assertThat(this.office.as("sysadmin").get("/checks").ok().path("items").size()).isZero();
    }

    private void traced(String caseId, String action) {
        JsonNode trace = this.office.as("auditor").get("/cases/" + caseId + "/trace").ok();
        assertThat(trace.path("events").valueStream().map((event) -> event.path("action").asString())).contains(action);
        assertThat(this.office.as("auditor").page("/trace/" + caseId).html()).doesNotContain("??");
    }

    /** Before anything of the application looks at it. */
    static class EarlierDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private static final String URL = "jdbc:h2:mem:earlier;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new JdbcTemplate(new DriverManagerDataSource(URL, "sa", ""))
                .execute("runscript from 'classpath:upgrade/database.sql.gz' compression gzip");
            TestPropertyValues.of("spring.datasource.url=" + URL).applyTo(context);
        }

    }

}
