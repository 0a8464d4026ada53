package org.sanxing.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.document.OfficialWord;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A report from the job that makes it to those who read it. */
@ApplicationTest
class ProgressReportTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private MakeReports makeReports;

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    @Test
    void reachesThePartyGroupByNoticePageAndWord() throws IOException {
        // A year that no other test moves to.
        this.clock.set(Instant.parse("2031-03-05T02:00:00Z"));
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        this.clock.set(Instant.parse("2031-03-06T02:00:00Z"));
        JsonNode soFar = this.office.as("leader3").get("/ledger/reports/current?period=month").ok();
        assertThat(soFar.path("id").isNull()).isTrue();
        assertThat(soFar.path("total").path("opened").asInt()).isPositive();
        assertThat(this.office.as("leader3").get("/ledger/reports/current?period=year").invalidFields())
            .containsExactly("period");
        this.clock.set(Instant.parse("2031-04-07T01:00:00Z"));
        this.makeReports.sweep();
        this.makeReports.sweep();

        List<JsonNode> made = this.office.as("leader1")
            .get("/ledger/reports?limit=200")
            .ok()
            .path("items")
            .valueStream()
            .filter((report) -> report.path("period").asString().equals("month"))
            .filter((report) -> report.path("ends").asString().equals("2031-03-31"))
            .toList();
        assertThat(made).hasSize(1);
        String id = made.get(0).path("id").asString();
        String path = "/ledger/reports/" + id;
        JsonNode report = this.office.as("auditor").get(path).ok();
        assertThat(report.path("total").path("opened").asInt()).isPositive();
        assertThat(report.path("branches").size()).isEqualTo(2);
        assertThat(report.path("total").path("dueNext").asInt()).isPositive();
        JsonNode own = this.office.as("secretary2").get(path).ok();
        assertThat(own.path("branches").size()).isOne();
        assertThat(own.path("total").path("opened").asInt()).isZero();
        this.office.as("staff1").get(path).refused(404, "ledger-report-not-found");
        this.office.as("staff1").get("/ledger/reports").refused(403, "reports-not-yours");
        this.office.as("staff1").get(path + ".docx").refused(404, "ledger-report-not-found");
        this.office.as("sysadmin").get("/ledger/reports/current").refused(403);

        assertThat(this.office.as("leader5").notices().toString()).contains(path, "整改进展月报");
        assertThat(this.office.as("leader1").page("/ledger").html()).contains("href=\"/ledger/reports\"");
        assertThat(this.office.as("staff1").page("/ledger").html()).doesNotContain("href=\"/ledger/reports\"");
        assertThat(this.office.as("leader1").page("/ledger/reports").html()).contains(path + "\"", "本周至今", "2031年3月月报");
        assertThat(this.office.as("leader1").page(path).html()).contains("第一党支部", "第二党支部", "合计", path + ".docx");
        assertThat(this.office.as("secretary1").page(path).html()).contains("第一党支部").doesNotContain("第二党支部", "合计");
        assertThat(this.office.as("staff1").page(path).status()).isEqualTo(404);
        assertThat(this.office.as("staff1").page("/ledger/reports").status()).isEqualTo(403);

        Office.Answer file = this.office.as("leader1").get(path + ".docx");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo(OfficialWord.MEDIA_TYPE);
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file.bytes()))) {
            List<String> said = word.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(said).contains("关于2031年3月问题整改进展情况的月报", "党组：", "一、总体情况", "二、各党支部情况", "机关党委", "2031年4月7日");
            assertThat(word.getTables().get(0).getRow(0).getCell(0).getText()).isEqualTo("党支部");
            assertThat(word.getTables().get(0).getRows()).hasSize(4);
        }
        assertThat(this.office.as("leader1").page(path + ".docx").status()).isEqualTo(200);
        assertThat(DigestUtils.sha256Hex(file.bytes())).isEqualTo(this.office.as("auditor")
            .get("/audit/events?action=reportMade&q=" + id)
            .ok()
            .path("items")
            .path(0)
            .path("detail")
            .path("paper")
            .path("wordSha256")
            .asString());

        // Late now; and what was reported stays as it was.
        this.clock.set(Instant.parse("2031-05-06T02:00:00Z"));
        this.makeReports.sweep();
        assertThat(this.office.as("auditor").get(path).ok()).isEqualTo(report);
        assertThat(this.office.as("leader1").get(path + ".docx").bytes()).isEqualTo(file.bytes());
        String next = this.office.as("leader1")
            .get("/ledger/reports?limit=200")
            .ok()
            .path("items")
            .valueStream()
            .filter((each) -> each.path("ends").asString().equals("2031-04-30"))
            .map((each) -> each.path("id").asString())
            .findFirst()
            .orElseThrow();
        JsonNode late = this.office.as("leader1").get("/ledger/reports/" + next).ok().path("late");
        assertThat(late.valueStream()).anySatisfy((each) -> {
            assertThat(each.path("id").asString()).isEqualTo(entry.id());
            assertThat(each.path("department").asString()).isEqualTo("综合科");
            assertThat(each.path("daysLate").asInt()).isPositive();
        });
    }

}
