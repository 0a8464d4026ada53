package org.sanxing.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.common.Ids;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The trace tells all of it, in words. */
@ApplicationTest
class StoryTests {

    private static final Pattern OPTION = Pattern.compile("<option value=\"(\\w+)\"[^>]*>([^<]*)</option>");

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

    private JsonNode detail(String caseId, String action) {
        return this.office.as("auditor")
            .get("/cases/" + caseId + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> event.path("action").asString().equals(action))
            .reduce((earlier, later) -> later)
            .orElseThrow()
            .path("detail");
    }

    private String page(String caseId) {
        return this.office.as("auditor").page("/trace/" + caseId).html();
    }

    @Test
    void remarksAndAnswersAreToldWithTheirText() {
        Materials.Material material = this.materials.inReview("staff1");
        material
            .decide("head1",
                    Map.of("decision", "return", "opinion", "请改", "remarks",
                            List.of(Map.of("passage", "problems[0].manifestation", "quote", "", "text", "写明是哪一次会议"))))
            .ok();
        JsonNode remarked = detail(material.id(), "returned").path("remarked").path(0);
        assertThat(remarked.path("text").asString()).isEqualTo("写明是哪一次会议");
        assertThat(page(material.id())).contains("第 1 个问题的问题表现", "写明是哪一次会议")
            .doesNotContain("problems[0].manifestation");
        String remark = this.office.as("staff1")
            .get("/tasks/" + material.taskId())
            .ok()
            .path("data")
            .path("remarks")
            .path(0)
            .path("id")
            .asString();
        this.office.as("staff1")
            .post(material.path() + "/submit",
                    Map.of("answers", List.of(Map.of("remarkId", remark, "answer", "declined", "text", "会议没有记录"))))
            .ok();
        JsonNode answered = detail(material.id(), "resubmitted").path("answered").path(0);
        assertThat(answered.path("remark").asString()).isEqualTo("写明是哪一次会议");
        assertThat(page(material.id())).contains("不采纳", "会议没有记录");
        material.decide("head1", Map.of("decision", "approve", "resolved", List.of(remark))).ok();
        assertThat(detail(material.id(), "approved").path("resolved").path(0).asString()).isEqualTo("写明是哪一次会议");
    }

    @Test
    void aRequestIsToldWithEvidenceChecklistAndMeasures() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        this.office.as("staff2")
            .put(entry.path() + "/measures",
                    Map.of("measures", List.of(Entry.measure("每周例会通报", "连续四周", "2026-12-10", "open"))))
            .ok();
        String page = page(entry.id());
        assertThat(page).contains("每周例会通报", "完成标准", "连续四周", "完成时间", "2026-12-10", "进行中");
        entry.request("staff2");
        JsonNode asked = detail(entry.id(), "closeOutRequested");
        assertThat(asked.path("attachments").path(0).path("name").asString()).isEqualTo("会议记录.docx");
        String hash = asked.path("attachments").path(0).path("sha256").asString();
        assertThat(hash).hasSize(64);
        assertThat(asked.path("checklist")).isNotEmpty();
        assertThat(asked.path("measures").path(0).path("state").asString()).isEqualTo("done");
        assertThat(page(entry.id())).contains("会议记录.docx", hash, asked.path("checklist").path(0).asString(), "已完成");
    }

    @Test
    void aCampaignHasItsStoryWithTheNoticeAndWhoWasAddedOrDropped() {
        Map<String, Object> plan = new LinkedHashMap<>(Map.of("title", "规矩意识不强" + Ids.next(), "notice", "一、整治内容：迟到早退。",
                "opens", "2026-11-23", "closes", "2027-02-28", "categories", List.of(Map.of("name", "纪律松弛")),
                "milestones", List.of(Map.of("title", "专题学习", "from", "2026-11-23", "to", "2026-12-10")),
                "participants", List.of("staff1", "staff2")));
        String id = this.office.as("leader1").post("/campaigns", plan).ok(201).path("id").asString();
        plan.put("notice", "一、整治内容：迟到早退，请假不销假。");
        plan.put("participants", List.of("staff1", "head1"));
        plan.put("categories", this.office.as("leader1").get("/campaigns/" + id).ok().path("categories"));
        this.office.as("leader1").put("/campaigns/" + id, plan).ok();
        JsonNode trace = this.office.as("auditor").get("/cases/" + id + "/trace").ok();
        assertThat(trace.path("title").asString()).startsWith("规矩意识不强");
        assertThat(detail(id, "created").path("notice").asString()).isEqualTo("一、整治内容：迟到早退。");
        assertThat(detail(id, "changed").path("notice").asString()).contains("请假不销假");
        assertThat(detail(id, "changed").path("participantsDropped").path(0).asString()).isEqualTo("staff2");
        String name = this.office.as("head1").get("/me").ok().path("name").asString();
        assertThat(page(id)).contains("一、整治内容：迟到早退。", "请假不销假", "专题学习", "2026-12-10", "新增参加人员", name, "移出人员");
        this.office.as("staff1").get("/cases/" + id + "/trace").refused(404);
        this.office.as("leader2").get("/cases/" + id + "/trace").refused(403);
    }

    @Test
    void theInvolvedReadTheStoryOfTheirEntry() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2")
            .request("staff2")
            .pass("secretary1");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        String path = "/cases/" + entry.id() + "/trace";
        for (String involved : List.of("staff2", "staff1", "organiser1", "leader4", "head1")) {
            assertThat(this.office.as(involved).page("/ledger/" + entry.id()).html()).contains("/trace/" + entry.id());
            assertThat(this.office.as(involved).page("/trace/" + entry.id()).html()).contains("申请", "销号")
                .doesNotContain("href=\"/trace\"");
            assertThat(this.office.as(involved).get(path).ok().path("events")).isNotEmpty();
            assertThat(this.office.as(involved).page("/trace/" + entry.id() + "/diagram").status()).isEqualTo(200);
        }
        this.office.as("staff3").get(path).refused(404);
        this.office.as("staff2").post("/cases/" + entry.id() + "/verification", null).refused(403);
        // What is planned to be looked back on is not for who answers for it.
        assertThat(this.office.as("leader4").get(path).ok().toString()).containsPattern("lookBack(Planned|Passed)");
        assertThat(this.office.as("staff2").get(path).ok().toString()).doesNotContain("lookBackPlanned",
                "lookBackPassed");
        assertThat(this.office.as("staff2").get(path).ok().path("events").valueStream())
            .allMatch((event) -> event.path("objectType").asString().equals("ledgerEntry"));
    }

    @Test
    void theFilterAndTheEventsAreInWords() {
        Materials.Material material = this.materials.inReview("staff1");
        this.office.as("head1").get(material.path()).ok();
        String page = this.office.as("auditor").page("/trace/events").html();
        Matcher option = OPTION.matcher(page);
        int options = 0;
        while (option.find()) {
            options++;
            assertThat(option.group(2)).as("the word of the action").isNotEqualTo(option.group(1));
        }
        assertThat(options).isGreaterThan(10);
        String name = this.office.as("staff1").get("/me").ok().path("name").asString();
        String read = this.office.as("auditor").page("/trace/events?action=read&actor=head1&q=" + material.id()).html();
        assertThat(read).contains("材料：", "当事人：" + name).containsPattern("\\d{2}:\\d{2}:\\d{2}</time>");
        JsonNode event = this.office.as("auditor")
            .get("/audit/events?action=read&actor=head1&q=" + material.id())
            .ok()
            .path("items")
            .path(0);
        assertThat(event.path("about").path("subject").path("account").asString()).isEqualTo("staff1");
        assertThat(event.path("about").path("caseId").asString()).isEqualTo(material.id());
        this.office.as("staff3").get("/reflections/" + material.id()).refused(404);
        assertThat(this.office.as("auditor").page("/trace/events?actor=staff3&action=refused").html())
            .contains("当事人：" + name);
        // Departments and branches by their names.
        this.office.as("auditor").page("/trace/events?action=personAdded").html();
    }

}
