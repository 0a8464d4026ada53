package org.sanxing.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What was signed stays as it was signed; corrections are noted beside it. */
@ApplicationTest
class SignedPapersTests {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3", "leader4", "leader5");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private Entry voting(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible)
            .request(responsible)
            .pass("secretary1");
    }

    private void correct(Entry entry, String title) {
        this.office.as("secretary1").post(entry.path() + "/correct", Map.of("title", title, "reason", "登错了")).ok();
    }

    private String name(String account) {
        return this.office.as(account).get("/me").ok().path("name").asString();
    }

    private static String text(byte[] file) throws IOException {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file));
                XWPFWordExtractor text = new XWPFWordExtractor(word)) {
            return text.getText();
        }
    }

    private JsonNode proof(String caseId, String action) {
        return this.office.as("auditor")
            .get("/cases/" + caseId + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> event.path("action").asString().equals(action))
            .reduce((earlier, later) -> later)
            .orElseThrow()
            .path("detail")
            .path("paper");
    }

    @Test
    void minutesStayAsTheTwoSignedThem() throws IOException {
        Entry entry = voting("head1");
        String title = entry.read().path("title").asString();
        String meeting = this.office.as("leader1")
            .post("/ledger/meetings",
                    Map.of("meetsAt", "2026-11-25T09:00:00+08:00", "place", "三楼会议室", "recorder", "staff2", "items",
                            List.of(Map.of("entryId", entry.id()))))
            .ok(201)
            .path("id")
            .asString();
        String path = "/ledger/meetings/" + meeting;
        this.office.as("staff2").post(path + "/begin", null).ok();
        List<Map<String, Object>> members = new ArrayList<>();
        LEADERS.forEach((leader) -> members.add(Map.of("account", leader, "present", true)));
        this.office.as("staff2").post(path + "/attendance", Map.of("members", members)).ok();
        String item = path + "/items/"
                + this.office.as("leader1").get(path).ok().path("items").path(0).path("id").asString();
        this.office.as("leader1").post(item + "/open", null).ok();
        for (String leader : List.of("leader2", "leader3", "leader4", "leader5", "leader1")) {
            this.office.as(leader).post(item + "/vote", Map.of("vote", "disagree", "opinion", "还不到位")).ok();
        }
        this.office.as("leader1").post(item + "/declare", null).ok();
        this.office.as("leader1").post(path + "/end", null).ok();
        this.office.as("auditor").get(path + "/minutes.docx?original=true").refused(404);
        this.office.as("staff2").post(path + "/sign", null).ok();
        this.clock.move(java.time.Duration.ofMinutes(5));
        correct(entry, "更正以后的标题");
        this.office.as("leader1").post(path + "/sign", null).ok();
        this.clock.move(java.time.Duration.ofMinutes(5));
        this.office.as("secretary1")
            .post(entry.path() + "/reassign", Map.of("responsible", "staff1", "reason", "岗位变动"))
            .ok();

        String minutes = text(this.office.as("leader2").get(path + "/minutes.docx").bytes());
        assertThat(minutes.substring(0, minutes.indexOf("签字以后的更正"))).contains(title, name("head1"), name("leader1"))
            .doesNotContain("更正以后的标题", name("staff1"));
        assertThat(minutes.substring(minutes.indexOf("签字以后的更正"))).contains("更正以后的标题", name("staff1"), "登错了", "岗位变动");
        String page = this.office.as("leader2").page(path).html();
        assertThat(page).contains(title, "签字以后的更正", "更正以后的标题");
        JsonNode shown = this.office.as("leader2").get(path).ok().path("items").path(0);
        assertThat(shown.path("entry").path("title").asString()).isEqualTo(title);
        assertThat(shown.path("entry").path("responsible").path("account").asString()).isEqualTo("head1");
        assertThat(shown.path("corrections")).hasSize(2);

        byte[] original = this.office.as("auditor").get(path + "/minutes.docx?original=true").bytes();
        assertThat(DigestUtils.sha256Hex(original)).isEqualTo(proof(meeting, "signed").path("wordSha256").asString());
        assertThat(text(original)).contains(title, "签字").doesNotContain("更正");
        this.office.as("leader2").get(path + "/minutes.docx?original=true").refused(403);
    }

    @Test
    void theFileStaysAsItWasWhenTheEntryWasClosed() throws IOException {
        Entry entry = voting("staff2");
        String title = entry.read().path("title").asString();
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(this.office.as("staff2").page("/ledger/" + entry.id()).html()).contains("?closing=1");
        this.clock.move(java.time.Duration.ofDays(1));
        this.office.as("secretary1").post(entry.path() + "/lookback", Map.of("reason", "抽查")).ok();
        entry
            .complete("secretary1", entry.task("secretary1", "lookBack").orElseThrow(),
                    Map.of("outcome", "relapsed", "opinion", "又出现了"))
            .ok();
        correct(entry, "更正以后的标题");
        String path = entry.path() + "/file.docx?closing=1";
        String closed = text(this.office.as("staff2").get(path).bytes());
        assertThat(closed.substring(0, closed.indexOf("销号以后的更正"))).contains(title, "已销号")
            .doesNotContain("更正以后的标题", "又出现了");
        assertThat(closed.substring(closed.indexOf("销号以后的更正"))).contains("更正以后的标题");
        byte[] original = this.office.as("auditor").get(path + "&original=true").bytes();
        assertThat(DigestUtils.sha256Hex(original))
            .isEqualTo(proof(entry.id(), "closingKept").path("wordSha256").asString());
        this.office.as("staff2").get(path + "&original=true").refused(403);
        this.office.as("staff3").get(path).refused(404);
        this.office.as("staff2").get(entry.path() + "/file.docx?closing=2").refused(404);
    }

}
