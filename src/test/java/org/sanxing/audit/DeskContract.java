package org.sanxing.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.common.Ids;
import org.sanxing.common.Pinyin;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** The auditor's desk: what comes first, what is kept, and what is taken along. */
abstract class DeskContract {

    @Autowired
    Office office;

    @Autowired
    Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private JsonNode desk() {
        return this.office.as("auditor").get("/audit/desk").ok();
    }

    private String home() {
        return this.office.as("auditor").page("/").html();
    }

    @Test
    void theStateOfTheRecordIsThatOfTheLastVerification() {
        JsonNode outcome = this.office.as("auditor").post("/audit/verification", Map.of()).ok();
        JsonNode record = desk().path("record");
        assertThat(record.path("state").asString()).isEqualTo(outcome.path("ok").asBoolean() ? "whole" : "changed");
        assertThat(record.path("verifiedBy").asString()).isEqualTo("auditor");
        assertThat(record.path("failures").asInt()).isEqualTo(outcome.path("failures").size());
        assertThat(home()).contains(outcome.path("ok").asBoolean() ? "完整" : "发现改动", "最近一次核验");
        this.materials.draft("staff1");
        assertThat(desk().path("record").path("since").asLong()).isPositive();
        this.clock.set(MovableClock.START.plus(Duration.ofHours(37)));
        if (outcome.path("ok").asBoolean()) {
            assertThat(desk().path("record").path("state").asString()).isEqualTo("stale");
            assertThat(home()).contains("超过一天没有核验");
        }
    }

    @Test
    void theLastCheckpointIsThereWithItsPlace() {
        this.office.as("staff1").get("/me").ok();
        JsonNode made = this.office.as("auditor").post("/audit/checkpoints", Map.of()).ok();
        JsonNode shown = desk().path("checkpoint");
        assertThat(shown.path("number").asLong()).isGreaterThanOrEqualTo(made.path("number").asLong());
        assertThat(shown.path("publishedTo")).hasSize(1);
        assertThat(home()).contains(shown.path("publishedTo").path(0).asString());
    }

    @Test
    void everyPlaceOfACheckpointIsNamed() {
        this.materials.draft("staff1");
        JsonNode made = this.office.as("auditor").post("/audit/checkpoints", Map.of()).ok();
        String number = made.path("number").asString();
        this.jdbc.sql("""
                insert into outbox (id, channel, account, address, event, case_id, link, arguments, state, attempts,
                        created_at, next_try_at, sent_at)
                values (?, 'mail', 'auditor', 'auditor@example.invalid', 'recordCheckpoint', 'record', '/', ?,
                        'sent', 1, ?, ?, ?)
                """).params(Ids.next(), "[\"" + number + "\",\"at\",\"9\",\"line\"]", at(1), at(400), at(100)).update();
        try {
            JsonNode listed = this.office.as("auditor").get("/audit/checkpoints").ok().path(0);
            assertThat(listed.path("number").asString()).isEqualTo(number);
            assertThat(listed.path("publishedTo").valueStream().map(JsonNode::asString)).hasSize(2)
                .contains("mail auditor " + MovableClock.START.plusSeconds(100));
            assertThat(listed.path("line").asString()).contains(listed.path("root").asString(),
                    listed.path("signature").asString());
            assertThat(desk().path("checkpoint").path("publishedTo")).hasSize(2);
            assertThat(this.office.as("auditor").page("/trace/record").html()).contains("邮件：auditor，",
                    listed.path("line").asString(), listed.path("publishedTo").path(0).asString());
            assertThat(home()).contains("邮件：auditor，");
        }
        finally {
            this.jdbc.sql("delete from outbox where event = 'recordCheckpoint'").update();
        }
    }

    private static OffsetDateTime at(long seconds) {
        return MovableClock.START.plusSeconds(seconds).atOffset(ZoneOffset.UTC);
    }

    @Test
    void whatWasRefusedFailedOrIsLateIsCounted() {
        long refused = desk().path("refusals").path("count").asLong();
        this.office.as("staff2").get("/audit/events").refused(403);
        Materials.Material material = this.materials.inReview("staff1");
        String reason = "no route " + Ids.next();
        this.jdbc
            .sql("""
                    insert into outbox (id, account, address, event, case_id, link, arguments, state, attempts, reason,
                            created_at, next_try_at)
                    values (?, 'head1', 'head1@example.invalid', 'reviewDue', ?, '/', '[]', 'gave_up', 9, ?,
                            timestamp with time zone '2020-01-01 00:00:00+00', timestamp with time zone '2020-01-04 00:00:00+00')
                    """)
            .params(Ids.next(), material.id(), reason)
            .update();
        try {
            assertThat(desk().path("refusals").path("count").asLong()).isGreaterThan(refused);
            this.clock.set(MovableClock.START.plus(Duration.ofDays(30)));
            JsonNode sections = desk().path("sections");
            assertThat(sections.valueStream().map((section) -> section.path("id").asString()))
                .containsExactly("deliveries", "tasks", "entries");
            assertThat(sections.path(0).path("items").path(0).path("text").asString()).contains(reason);
            assertThat(sections.path(1).path("count").asLong()).isPositive();
            assertThat(sections.path(1).path("items").path(0).path("link").asString()).startsWith("/trace/");
            assertThat(home()).contains(reason, "逾期的待办");
        }
        finally {
            this.jdbc.sql("delete from outbox where reason = ?").param(reason).update();
        }
    }

    @Test
    void readingsAndSignInsAreFoundByKind() {
        Materials.Material material = this.materials.inReview("staff1");
        this.office.as("head1").get(material.path()).ok();
        JsonNode readings = this.office.as("auditor").get("/audit/events?kind=readings&actor=head1").ok().path("items");
        assertThat(readings).isNotEmpty();
        assertThat(readings.valueStream()).allSatisfy((event) -> {
            assertThat(event.path("chain").asString()).startsWith("readings:");
            assertThat(event.path("actor").path("account").asString()).isEqualTo("head1");
        });
        assertThat(this.office.as("auditor").get("/audit/events?kind=signIns").ok().path("items").valueStream())
            .allSatisfy((event) -> assertThat(event.path("chain").asString()).startsWith("door"));
        this.office.as("auditor").get("/audit/events?kind=nothing").refused(400);
        assertThat(this.office.as("auditor").page("/trace/events?kind=readings&actor=head1").html()).contains("阅读记录",
                "登录情况");
    }

    @Test
    void whoDidItIsFoundAsPeopleAreCalled() {
        String name = this.office.as("head1").get("/me").ok().path("name").asString();
        String typed = name + " (head1)";
        for (String called : List.of(name, Pinyin.initials(name), "HEAD1", typed, name + " · 综合科 (head1)")) {
            assertThat(events("actor", called, "kind", "readings").header("Location")).as(called)
                .isEqualTo("/trace/events?actor=head1&kind=readings");
        }
        assertThat(events("actor", "head1", "kind", "signIns").html())
            .contains("value=\"" + typed + "\"", name + " 的登录")
            .doesNotContain("head1 的登录");
        assertThat(events("actor", "管理员").html()).contains("可能指", "/trace/events?actor=sysadmin",
                "/trace/events?actor=secadmin");
        assertThat(events("actor", "查无此人").html()).contains("value=\"查无此人\"", "没有找到符合条件的事件");
        String offered = this.office.as("auditor").page("/people/options?q=sysadmin").html();
        assertThat(offered).contains("(sysadmin)");
        assertThat(this.office.as("staff1").page("/people/options?q=sysadmin").html()).doesNotContain("(sysadmin)");
    }

    /** The page with these conditions, names and values in turn. */
    private Office.Answer events(String... conditions) {
        UriComponentsBuilder page = UriComponentsBuilder.fromPath("/trace/events");
        for (int i = 0; i < conditions.length; i += 2) {
            page.queryParam(conditions[i], conditions[i + 1]);
        }
        return this.office.as("auditor").page(page.encode().build().toString());
    }

    @Test
    void oneSearchFindsPeopleCasesAndEvents() {
        Materials.Material material = this.materials.inReview("staff1");
        String name = this.office.as("staff1").get("/me").ok().path("name").asString();
        JsonNode found = this.office.as("auditor").get("/audit/search?q=" + name).ok();
        assertThat(found.path("people").valueStream().map((person) -> person.path("account").asString()))
            .contains("staff1");
        assertThat(found.path("cases")).isNotEmpty();
        assertThat(this.office.as("auditor").get("/audit/search?q=" + material.id()).ok().path("events")).isNotEmpty();
        assertThat(this.office.as("auditor").page("/trace?q=" + name).html()).contains("actor=staff1");
    }

    @Test
    void searchesAreSavedByNameAndAreOnesOwn() {
        JsonNode made = this.office.as("auditor")
            .post("/audit/searches",
                    Map.of("name", "甲的阅读", "query", Map.of("kind", "readings", "actor", "head1", "q", "a&b c")))
            .ok(201);
        String id = made.path("id").asString();
        assertThat(made.path("link").asString()).isEqualTo("/trace/events?q=a%26b%20c&actor=head1&kind=readings");
        assertThat(this.office.as("auditor").get("/audit/searches").ok().path("items").valueStream())
            .anyMatch((one) -> one.path("id").asString().equals(id));
        assertThat(this.office.as("auditor").page("/trace/events").html()).contains("甲的阅读");
        assertThat(home()).contains("甲的阅读");
        this.office.as("auditor")
            .post("/audit/searches", Map.of("name", " ", "query", Map.of("kind", "readings")))
            .refused(400);
        this.office.as("auditor").post("/audit/searches", Map.of("name", "x", "query", Map.of())).refused(400);
        this.jdbc.sql("update audit_search set account = 'other' where id = ?").param(id).update();
        assertThat(this.office.as("auditor").delete("/audit/searches/" + id).status()).isEqualTo(404);
        this.jdbc.sql("update audit_search set account = 'auditor' where id = ?").param(id).update();
        this.office.as("auditor").submit("/trace/searches", "name", "被拒绝的", "result", "refused");
        assertThat(this.office.as("auditor").page("/trace/events").html()).contains("被拒绝的</a>");
        assertThat(this.office.as("auditor").delete("/audit/searches/" + id).status()).isEqualTo(204);
    }

    @Test
    void anExportHasItsProof() throws IOException {
        Materials.Material material = this.materials.inReview("staff1");
        Map<String, byte[]> files = unzip(
                this.office.as("auditor").get("/audit/events.zip?q=" + material.id()).bytes());
        assertThat(files).containsOnlyKeys("events.csv", "events.csv.sha256", "checkpoint.txt", "proof.txt");
        String csv = new String(files.get("events.csv"), StandardCharsets.UTF_8);
        assertThat(csv.lines().count()).isGreaterThan(2);
        assertThat(csv).contains(material.id());
        String sha256 = DigestUtils.sha256Hex(files.get("events.csv"));
        assertThat(text(files, "events.csv.sha256")).isEqualTo(sha256 + "  events.csv\n");
        Checkpoint checkpoint = Checkpoint.read(text(files, "checkpoint.txt")).orElseThrow();
        assertThat(this.office.as("auditor").get("/audit/checkpoints").ok().valueStream())
            .anyMatch((one) -> one.path("number").asLong() == checkpoint.number()
                    && one.path("signature").asString().equals(checkpoint.signature()));
        assertThat(text(files, "proof.txt")).contains(sha256, checkpoint.root(), "auditor");
        JsonNode event = this.office.as("auditor").get("/audit/events?action=exported").ok().path("items").path(0);
        assertThat(event.path("chain").asString()).isEqualTo("exports");
        assertThat(event.path("detail").path("sha256").asString()).isEqualTo(sha256);
        assertThat(event.path("detail").path("checkpoint").asLong()).isEqualTo(checkpoint.number());
        assertThat(event.path("detail").path("filters").path("q").asString()).isEqualTo(material.id());
        this.office.as("auditor").get("/audit/events.zip?from=yesterday").refused(400);
        assertThat(unzip(this.office.as("auditor").file("/trace/events.zip?kind=signIns").bytes())).hasSize(4);
    }

    @Test
    void noCellIsAFormula() {
        for (String begins : List.of("=1+1", "+1", "-1", "@a", "\t=1", " =1", "\uFF1D1")) {
            assertThat(EventExport.cell(begins)).startsWith("\"'");
        }
        assertThat(EventExport.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

}
