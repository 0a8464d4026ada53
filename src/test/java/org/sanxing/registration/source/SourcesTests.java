package org.sanxing.registration.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries that a branch registers itself, by the API and on the pages. */
@ApplicationTest
class SourcesTests {

    @Autowired
    private Office office;

    static Map<String, Object> finding(Object source, String responsible) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("source", source);
        body.put("manifestation", "=1+1 会议记录不规范，三月份两次会议没有记录表决情况。\n第二段");
        body.put("rootCause", "制度学习不够");
        body.put("category", "程序规范不清楚");
        body.put("deadlineClass", "short");
        body.put("responsible", responsible);
        return body;
    }

    @Test
    void registersAFindingFromAboveWithItsItem() {
        JsonNode entry = this.office.as("secretary1")
            .post("/ledger/entries",
                    finding(Map.of("kind", "inspection", "inspection", "市委第三巡察组反馈", "document", "市巡〔2026〕5号",
                            "category", "党的建设", "item", 7, "foundOn", "2026-01-05"), "staff1"))
            .ok(201);
        assertThat(entry.path("number").asString()).startsWith("ZB1-");
        assertThat(entry.path("source").toString())
            .isEqualTo("{\"kind\":\"inspection\",\"inspection\":\"市委第三巡察组反馈\",\"document\":\"市巡〔2026〕5号\","
                    + "\"category\":\"党的建设\",\"item\":\"7\",\"foundOn\":\"2026-01-05\"}");
        assertThat(entry.path("title").asString()).isEqualTo("=1+1 会议记录不规范，三月份两次会议没有记录表决情况");
        assertThat(entry.path("category").asString()).isEqualTo("程序规范不清楚");
        String id = entry.path("id").asString();
        assertThat(this.office.as("staff1").get("/tasks?view=todo&kind=rectify&limit=200").ok().path("items"))
            .anySatisfy((task) -> assertThat(task.path("caseId").asString()).isEqualTo(id));
        JsonNode file = this.office.as("staff1").get("/ledger/entries/" + id).ok();
        assertThat(file.path("measures")).isEmpty();
        assertThat(file.path("author").isNull()).isTrue();
        assertThat(file.path("department").path("name").asString()).isEqualTo("综合科");
        assertThat(this.office.as("auditor").get("/cases/" + id + "/trace").ok().path("events").valueStream())
            .extracting((event) -> event.path("action").asString())
            .startsWith("registered", "opened");
        assertThat(this.office.as("staff1").page("/ledger/" + id).html()).contains("市委第三巡察组反馈", "市巡〔2026〕5号", "条目：7");
        assertThat(this.office.as("auditor").page("/trace/" + id).html()).contains("登记了", "上级反馈");
        this.office.as("staff2").get("/ledger/entries/" + id).refused(404);
        this.office.as("secretary2").get("/ledger/entries/" + id).refused(404);
        assertThat(this.office.as("secretary1").get("/ledger/entries?source=inspection").ok().path("items"))
            .anySatisfy((item) -> assertThat(item.path("id").asString()).isEqualTo(id));
        assertThat(this.office.as("secretary1").get("/ledger/analysis?by=category").ok().path("items"))
            .anySatisfy((line) -> assertThat(line.path("name").asString()).isEqualTo("程序规范不清楚"));
    }

    @Test
    void numbersEachBranchOnItsOwn() {
        Map<String, String> check = Map.of("kind", "selfCheck", "check", "第三季度自查");
        int first = sequence(this.office.as("organiser2").post("/ledger/entries", finding(check, "staff3")).ok(201),
                "ZB2-");
        this.office.as("organiser1").post("/ledger/entries", finding(check, "staff2")).ok(201);
        int second = sequence(this.office.as("discipline2").post("/ledger/entries", finding(check, "staff3")).ok(201),
                "ZB2-");
        assertThat(second).isEqualTo(first + 1);
    }

    private static int sequence(JsonNode entry, String branch) {
        String number = entry.path("number").asString();
        assertThat(number).startsWith(branch);
        return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
    }

    @Test
    void isForTheCommitteeAndNotOnThemselves() {
        Map<String, Object> found = finding(Map.of("kind", "opinion", "from", "界别委员", "channel", "座谈会"), "staff1");
        for (String other : List.of("staff1", "head1", "leader1", "auditor", "sysadmin", "secadmin")) {
            this.office.as(other).post("/ledger/entries", found).refused(403, "committee-only");
        }
        assertThat(this.office.as("staff1").page("/ledger/new").status()).isEqualTo(403);
        found.put("responsible", "secretary1");
        assertThat(this.office.as("secretary1").post("/ledger/entries", found).invalidFields())
            .containsExactly("responsible");
        this.office.as("organiser1").post("/ledger/entries", found).ok(201);
        found.put("responsible", "auditor");
        assertThat(this.office.as("secretary1").post("/ledger/entries", found).invalidFields())
            .containsExactly("responsible");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(this.office.as("secretary1").post("/ledger/entries", Map.of()).invalidFields())
            .contains("source.kind", "manifestation", "rootCause", "deadlineClass", "responsible");
        Map<String, Object> found = finding(
                Map.of("kind", "inspection", "foundOn", "2999-01-01", "document", "x".repeat(101)), "staff1");
        found.put("title", "长".repeat(101));
        assertThat(this.office.as("secretary1").post("/ledger/entries", found).invalidFields())
            .containsExactlyInAnyOrder("source.inspection", "source.document", "source.foundOn", "title");
        found.put("source", Map.of("kind", "selfCheck", "check", "自查", "foundOn", "昨天"));
        found.put("title", "标题");
        assertThat(this.office.as("secretary1").post("/ledger/entries", found).invalidFields())
            .containsExactly("source.foundOn");
    }

    @Test
    void keepsWhatWasTypedOnThePage() {
        assertThat(this.office.as("secretary1").page("/ledger/new").html()).contains("found-source-inspection");
        Office.Answer refused = this.office.as("secretary1")
            .submit("/ledger/new", "source.kind", "opinion", "source.from", "基层<b>群众", "manifestation", "打过的字",
                    "responsible", "staff2", "source.receivedOn", "2999-01-01");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("基层&lt;b&gt;群众", "打过的字", "不能晚于今天");
        Office.Answer done = this.office.as("secretary1")
            .submit("/ledger/new", "source.kind", "opinion", "source.from", "基层群众", "source.channel", "意见箱",
                    "manifestation", "答复不及时", "rootCause", "流程不清", "deadlineClass", "immediate", "responsible",
                    "staff2");
        assertThat(done.status()).isEqualTo(302);
        assertThat(this.office.as("staff2").page(done.header("Location")).html()).contains("意见箱", "答复不及时");
    }

}
