package org.sanxing.dossier.signs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.attachment.Samples;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who check and vote are pointed to. */
@ApplicationTest
class SignsTests {

    /** The same content is the same file to the byte. */
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

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

    private Entry entry(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
    }

    /**
     * @param content of the file, which is what counts
     * @param since the day from which it holds; empty for none
     */
    private void request(Entry entry, String account, String conclusion, String content, String since) {
        String task = entry.task(account, "rectify").orElseThrow();
        String file = since.isEmpty()
                ? this.office.as(account)
                    .upload("/attachments", "佐证.docx", this.files.computeIfAbsent(content, Samples::docx), "caseId",
                            entry.id())
                    .ok()
                    .path("id")
                    .asString()
                : this.office.as(account)
                    .upload("/attachments", "佐证.docx", this.files.computeIfAbsent(content, Samples::docx), "caseId",
                            entry.id(), "effectiveOn", since)
                    .ok()
                    .path("id")
                    .asString();
        Map<String, Object> data = new LinkedHashMap<>(entry.filled(account, task, file));
        data.put("conclusion", conclusion);
        entry.complete(account, task, data).ok();
    }

    private List<String> signs(Entry entry, String account) {
        return this.office.as(account)
            .get(entry.path())
            .ok()
            .path("signs")
            .valueStream()
            .map((sign) -> sign.path("kind").asString())
            .distinct()
            .toList();
    }

    private JsonNode sign(Entry entry, String account, String kind) {
        return this.office.as(account)
            .get(entry.path())
            .ok()
            .path("signs")
            .valueStream()
            .filter((sign) -> sign.path("kind").asString().equals(kind))
            .findFirst()
            .orElseThrow();
    }

    @Test
    void theSameEvidenceAndTheSameTextAreFoundInOtherEntries() {
        String text = "八月起每周五下班前清一次在办件，逐件写明经办人和办结日期，办件平均用时由 5 天降到 2 天，群众回访没有不满意的。";
        Entry first = entry("staff1");
        request(first, "staff1", text, "同一份登记簿", "");
        Entry second = entry("staff2");
        request(second, "staff2", text.replace("，", "；").replace("八月", "九月"), "同一份登记簿", "");
        assertThat(signs(second, "secretary1")).contains("sameFile", "sameText");
        JsonNode same = sign(second, "secretary1", "sameFile");
        assertThat(same.path("entry").path("id").asString()).isEqualTo(first.id());
        assertThat(same.path("file").asString()).isEqualTo("佐证.docx");
        assertThat(sign(second, "secretary1", "sameText").path("percent").asInt()).isBetween(60, 100);
        // The one before is pointed out as well.
        assertThat(signs(first, "leader1")).contains("sameFile", "sameText");
        assertThat(signs(second, "auditor")).contains("sameFile", "sameText");
        // Not to the responsible party, nor to others who may read it.
        assertThat(signs(second, "staff2")).isEmpty();
        assertThat(signs(second, "staff1")).isEmpty();
        assertThat(signs(second, "head1")).isEmpty();
        String task = second.task("secretary1", "verifyRectification").orElseThrow();
        assertThat(this.office.as("secretary1").page("/tasks/" + task).html()).contains("纸面销号迹象", first.id());
        second.pass("secretary1");
        String vote = second.task("leader2", "voteCloseOut").orElseThrow();
        assertThat(this.office.as("leader2").page("/tasks/" + vote).html()).contains("纸面销号迹象");
        assertThat(this.office.as("staff2").page("/ledger/" + second.id()).html()).doesNotContain("纸面销号迹象");
    }

    @Test
    void nothingIsPointedOutWhereNothingIsAlike() {
        Entry entry = entry("leader4");
        request(entry, "leader4", "与县乡两级委员逐人谈话，补齐十二份走访记录，整理成册交办公室存档备查，请委员签字确认。", "独一份的材料 " + entry.id(), "2026-11-23");
        assertThat(signs(entry, "secretary1")).doesNotContain("sameFile", "sameText", "olderFile", "sameFileBefore");
    }

    @Test
    void evidenceOlderThanTheProblemIsFound() {
        Entry entry = entry("leader5");
        request(entry, "leader5", "完善了值班制度并印发执行，组织两次学习，抽查三次均在岗。", "旧制度 " + entry.id(), "2024-03-01");
        JsonNode older = sign(entry, "secretary1", "olderFile");
        assertThat(older.path("on").asString()).isEqualTo("2024-03-01");
        assertThat(older.path("since").asString()).isEqualTo("2026-11-23");
        assertThat(older.path("entry").isNull()).isTrue();
    }

    @Test
    void aLikeProblemSoonAfterAClosingIsFoundFromBothSides() {
        Entry closed = slow(entry("leader3"));
        Entry meanwhile = slow(entry("leader3"));
        request(closed, "leader3", "逐条整改到位。", "证据 " + closed.id(), "");
        closed.pass("secretary1");
        for (String leader : List.of("leader1", "leader2", "leader4")) {
            closed.vote(leader, "agree").ok();
        }
        assertThat(signs(meanwhile, "secretary1")).as("registered earlier on the same day")
            .doesNotContain("likeBefore");
        this.clock.move(Duration.ofDays(60));
        Entry soon = slow(entry("leader3"));
        this.clock.move(Duration.ofDays(40));
        Entry later = slow(entry("leader3"));
        JsonNode before = sign(soon, "secretary1", "likeBefore");
        assertThat(before.path("entry").path("id").asString()).isEqualTo(closed.id());
        assertThat(before.path("on").asString()).isEqualTo("2026-11-23");
        assertThat(signs(closed, "secretary1")).contains("likeAfter");
        assertThat(sign(closed, "secretary1", "likeAfter").path("entry").path("id").asString()).isEqualTo(soon.id());
        assertThat(sign(closed, "secretary1", "likeAfter").path("since").asString()).isEqualTo("2026-11-23");
        assertThat(signs(later, "secretary1")).doesNotContain("likeBefore");
        assertThat(this.office.as("secretary1").page("/ledger/" + closed.id()).html()).contains("销号后不久又登记了同类问题");
    }

    /** A problem of which other tests say nothing. */
    private Entry slow(Entry entry) {
        this.office.as("secretary1")
            .post(entry.path() + "/correct",
                    Map.of("manifestation", "三月份送签的呈批件在手里压了九天才转出，被催了两次也没有说明原因。", "reason", "按实际写"))
            .ok();
        return entry;
    }

    @Test
    void asManyStatementsWhateverIsFound() {
        String text = "建立了首问负责台账，来电来访逐件登记，专人跟踪到办结，月底由科室负责人抽查并在例会上通报结果。";
        Entry entry = entry("staff1");
        request(entry, "staff1", text, "同一份首问台账", "");
        String path = "/ledger/" + entry.id();
        this.office.as("leader1").page(path).html();
        // As many kinds as there are later.
        Entry other = entry("staff2");
        request(other, "staff2", text, "同一份首问台账", "");
        long few = Office.statements(() -> this.office.as("leader1").page(path).html());
        for (int more = 0; more < 6; more++) {
            request(entry("head1"), "head1", text, "同一份首问台账", "");
        }
        assertThat(signs(entry, "leader1")).contains("sameFile", "sameText");
        assertThat(Office.statements(() -> this.office.as("leader1").page(path).html())).isEqualTo(few);
        assertThat(this.jdbc
            .sql("select count(*) from ledger_request_print p where not exists (select 1 "
                    + "from ledger_request_printed d where d.request_id = p.request_id)")
            .query(Long.class)
            .single()).isZero();
    }

}
