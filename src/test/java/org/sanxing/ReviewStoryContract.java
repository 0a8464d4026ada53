package org.sanxing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole main job by the API alone, with {@code reflection-2.json}. */
abstract class ReviewStoryContract {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Test
    void goesFromTheDraftToTheLedgerAndIsTraced() {
        Materials.Campaign campaign = this.materials.campaign();
        Map<String, Object> content = campaign.content("reflection-2.json");
        Office.Caller author = this.office.as("staff2");
        Office.Caller head = this.office.as("head1");

        // Draft
        JsonNode begun = author.post("/reflections", Map.of("campaignId", campaign.id())).ok(201);
        String id = begun.path("id").asString();
        assertThat(begun.path("state").asString()).isEqualTo("draft");
        assertThat(begun.path("version").asInt()).isZero();
        JsonNode again = author.post("/reflections", Map.of("campaignId", campaign.id()))
            .refused(409, "reflection-exists");
        assertThat(again.path("id").asString()).isEqualTo(id);
        JsonNode saved = author.put("/reflections/" + id, content).ok(200);
        sameContent(saved, content);
        assertThat(saved.path("revision").asInt()).isGreaterThan(begun.path("revision").asInt(-1));
        head.get("/reflections/" + id).refused(404);
        this.office.as("auditor").get("/reflections/" + id).refused(404);

        // Submit
        JsonNode submitted = author.post("/reflections/" + id + "/submit", null).ok(200);
        assertThat(submitted.path("id").asString()).isEqualTo(id);
        assertThat(submitted.path("state").asString()).isEqualTo("inReview");
        assertThat(submitted.path("version").asInt()).isOne();

        // The head finds it among what is to do
        JsonNode task = only(head.get("/tasks?view=todo&campaignId=" + campaign.id()).ok());
        assertThat(task.path("kind").asString()).isEqualTo("reviewReflection");
        assertThat(task.path("caseId").asString()).isEqualTo(id);
        assertThat(task.path("title").asString()).isNotBlank();
        person(task.path("author"), "staff2");
        person(task.path("assignee"), "head1");
        assertThat(task.path("department").path("name").asString()).isEqualTo("综合科");
        assertThat(task.path("overdue").asBoolean(true)).isFalse();
        assertThat(task.path("round").asInt()).isOne();
        instant(task.path("createdAt"));
        instant(task.path("dueAt"));
        String review = task.path("id").asString();
        JsonNode opened = head.get("/tasks/" + review).ok();
        assertThat(opened.path("form").path("id").asString()).isEqualTo("reflection-review");
        assertThat(opened.path("form").path("components").isArray()).isTrue();
        assertThat(opened.path("data").path("remarks").isArray()).isTrue();
        sameContent(head.get("/reflections/" + id).ok(), content);

        // Return, with a remark on a passage
        String quote = "固定资产台账";
        JsonNode returned = head
            .post("/tasks/" + review + "/complete", Map.of("data", Map.of("decision", "return", "opinion",
                    "第一个问题的原因剖析偏浅，请修改后再报。", "remarks", List.of(Map.of("passage", "problems[0].manifestation", "quote",
                            quote, "start", 0, "text", "请写明哪几项。")))))
            .ok(200);
        assertThat(returned.path("state").asString()).isEqualTo("returned");
        JsonNode back = author.get("/reflections/" + id).ok();
        assertThat(back.path("state").asString()).isEqualTo("returned");
        assertThat(back.path("currentTask").path("kind").asString()).isEqualTo("reviseReflection");

        // Revise: the remark has to be answered
        String revise = back.path("currentTask").path("id").asString();
        JsonNode data = author.get("/tasks/" + revise).ok().path("data");
        JsonNode remark = data.path("remarks").path(0);
        assertThat(remark.path("passage").asString()).isEqualTo("problems[0].manifestation");
        assertThat(remark.path("quote").asString()).isEqualTo(quote);
        assertThat(remark.path("start").asInt(-1)).isZero();
        assertThat(remark.path("text").asString()).isEqualTo("请写明哪几项。");
        assertThat(remark.path("answer").isNull()).isTrue();
        assertThat(remark.path("resolved").asBoolean(true)).isFalse();
        String remarkId = remark.path("id").asString();
        Map<String, Object> second = campaign.content("reflection-2.json");
        Materials.rows(second).get(0).put("cause", "对资产管理制度学习不够，没有把登记当成日常工作。");
        author.put("/reflections/" + id, second).ok();
        assertThat(author.post("/reflections/" + id + "/submit", null).invalidFields()).isNotEmpty();
        JsonNode resubmitted = author
            .post("/reflections/" + id + "/submit",
                    Map.of("answers", List.of(Map.of("remarkId", remarkId, "answer", "done", "text", "已写明"))))
            .ok(200);
        assertThat(resubmitted.path("version").asInt()).isEqualTo(2);

        // Approve, by the head and by the supervisor
        String secondReview = author.get("/reflections/" + id).ok().path("currentTask").path("id").asString();
        JsonNode answered = head.get("/tasks/" + secondReview).ok().path("data").path("remarks").path(0);
        assertThat(answered.path("answer").path("answer").asString()).isEqualTo("done");
        assertThat(answered.path("answer").path("text").asString()).isEqualTo("已写明");
        head.post("/tasks/" + secondReview + "/complete", Map.of("data", Map.of("decision", "approve"))).refused(409);
        JsonNode approved = head
            .post("/tasks/" + secondReview + "/complete",
                    Map.of("data",
                            Map.of("decision", "approve", "opinion", "已修改，同意上报。", "resolved", List.of(remarkId))))
            .ok(200);
        assertThat(approved.path("state").asString()).isEqualTo("inReview");
        Office.Caller supervisor = this.office.as("supervisor1");
        String thirdReview = only(supervisor.get("/tasks?view=todo&campaignId=" + campaign.id()).ok()).path("id")
            .asString();
        JsonNode accepted = supervisor
            .post("/tasks/" + thirdReview + "/complete", Map.of("data", Map.of("decision", "approve", "opinion", "同意")))
            .ok(200);
        assertThat(accepted.path("state").asString()).isEqualTo("accepted");

        // Register
        Office.Caller organiser = this.office.as("organiser1");
        JsonNode registration = only(organiser.get("/tasks?view=todo&campaignId=" + campaign.id()).ok());
        assertThat(registration.path("kind").asString()).isEqualTo("registerProblems");
        assertThat(registration.path("assignee").isNull()).isTrue();
        String register = registration.path("id").asString();
        JsonNode proposed = organiser.get("/tasks/" + register).ok().path("data").path("entries");
        assertThat(proposed.size()).isEqualTo(2);
        List<Map<String, Object>> entries = new ArrayList<>();
        proposed.forEach((row) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("problem", row.path("problem").asInt());
            entry.put("title", "问题" + row.path("problem").asInt());
            entry.put("rootCause", row.path("rootCause").asString());
            entry.put("deadlineClass", "short");
            entry.put("responsible", row.path("responsible").asString());
            entries.add(entry);
        });
        JsonNode registered = organiser
            .post("/tasks/" + register + "/complete", Map.of("data", Map.of("entries", entries, "opinion", "已登记")))
            .ok(200);
        assertThat(registered.path("state").asString()).isEqualTo("registered");
        JsonNode ledger = organiser.get("/ledger/entries?reflectionId=" + id).ok();
        assertThat(ledger.path("items").size()).isEqualTo(2);
        ledger.path("items").forEach((entry) -> {
            for (String field : List.of("id", "number", "title", "category", "dueOn")) {
                assertThat(entry.path(field).asString("")).as(field).isNotBlank();
            }
            assertThat(entry.path("state").asString()).isEqualTo("rectifying");
            assertThat(entry.path("deadlineClass").asString()).isEqualTo("short");
            assertThat(entry.path("cycle").isNumber()).isTrue();
            assertThat(entry.path("redoCount").asInt(-1)).isZero();
            assertThat(entry.path("overdue").asBoolean(true)).isFalse();
            person(entry.path("responsible"), "staff2");
            assertThat(entry.path("source").path("kind").asString()).isEqualTo("reflection");
            assertThat(entry.path("source").path("reflectionId").asString()).isEqualTo(id);
            assertThat(entry.path("source").path("version").asInt()).isEqualTo(2);
            assertThat(entry.path("source").path("problem").isNumber()).isTrue();
        });
        String entryId = ledger.path("items").path(0).path("id").asString();
        assertThat(author.get("/ledger/entries/" + entryId).ok().path("manifestation").asString()).isNotBlank();
        this.office.as("staff3").get("/ledger/entries/" + entryId).refused(404);

        // Versions stay
        JsonNode versions = author.get("/reflections/" + id + "/versions").ok().path("items");
        assertThat(versions.valueStream().map((version) -> version.path("version").asInt()))
            .containsExactlyInAnyOrder(1, 2);
        sameContent(author.get("/reflections/" + id + "/versions/1").ok(), content);
        sameContent(author.get("/reflections/" + id + "/versions/2").ok(), second);
        assertThat(author.get("/reflections/" + id).ok().path("readers").valueStream()).as("who read it")
            .extracting((reader) -> reader.path("account").asString())
            .contains("head1")
            .doesNotContain("staff2");

        traceIsWhole(id);
        JsonNode verification = this.office.as("auditor").post("/audit/verification", null).ok(200);
        assertThat(verification.path("ok").asBoolean()).isTrue();
        assertThat(verification.path("events").isNumber()).isTrue();
        assertThat(verification.path("chains").isNumber()).isTrue();
        assertThat(verification.has("checkpoint")).isTrue();
        assertThat(verification.path("failures").isEmpty()).isTrue();
    }

    private void traceIsWhole(String id) {
        JsonNode trace = this.office.as("auditor").get("/cases/" + id + "/trace").ok(200);
        assertThat(trace.path("caseId").asString()).isEqualTo(id);
        assertThat(trace.path("title").asString()).isNotBlank();
        assertThat(trace.path("process").path("key").asString()).isEqualTo("ReflectionReviewProcess");
        assertThat(trace.path("process").path("version").isNumber()).isTrue();
        List<String> story = trace.path("events")
            .valueStream()
            .map((event) -> event.path("action").asString() + " " + event.path("actor").path("account").asString() + " "
                    + event.path("version").asInt(0))
            .toList();
        assertThat(story).containsExactly("created staff2 0", "submitted staff2 1", "returned head1 1",
                "resubmitted staff2 2", "approved head1 2", "approved supervisor1 2", "accepted system 2",
                "registered organiser1 2");
        trace.path("events").forEach((event) -> {
            assertThat(event.path("seq").isNumber()).isTrue();
            instant(event.path("at"));
            assertThat(event.path("actor").path("name").asString()).isNotBlank();
            assertThat(event.has("onBehalfOf")).isTrue();
            assertThat(event.path("result").asString()).isEqualTo("ok");
            assertThat(event.path("objectType").asString()).isNotBlank();
            assertThat(event.path("objectId").asString()).isNotBlank();
            assertThat(event.path("detail").isObject()).isTrue();
            assertThat(event.path("hash").asString()).matches("[0-9a-f]{64}");
        });
        List<String> decided = trace.path("activities")
            .valueStream()
            .filter((step) -> !step.path("actor").isNull())
            .map((step) -> step.path("elementId").asString() + " " + step.path("actor").path("account").asString() + " "
                    + step.path("outcome").asString())
            .toList();
        assertThat(decided).containsExactly("Task_ReviewReflection head1 returned",
                "Task_ReviseReflection staff2 resubmitted", "Task_ReviewReflection head1 approved",
                "Task_ReviewReflection supervisor1 approved", "Task_RegisterProblems organiser1 registered");
        trace.path("activities").forEach((step) -> {
            assertThat(step.path("name").asString()).isNotBlank();
            instant(step.path("startedAt"));
            instant(step.path("endedAt"));
        });
        this.office.as("staff2").get("/cases/" + id + "/trace").refused(403);
        for (String stranger : List.of("staff1", "sysadmin", "secadmin", "secretary2")) {
            this.office.as(stranger).get("/cases/" + id + "/trace").refused(404);
        }
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list.path("items").size()).isOne();
        assertThat(list.has("next")).isTrue();
        assertThat(list.path("next").isNull()).isTrue();
        return list.path("items").path(0);
    }

    private static void person(JsonNode person, String account) {
        assertThat(person.path("account").asString()).isEqualTo(account);
        assertThat(person.path("name").asString()).isNotBlank();
    }

    private static void instant(JsonNode instant) {
        assertThat(java.time.OffsetDateTime.parse(instant.asString())).isNotNull();
    }

    private static void sameContent(JsonNode shown, Map<String, Object> content) {
        assertThat(shown.path("experience").asString()).isEqualTo(content.get("experience"));
        List<Map<String, Object>> problems = Materials.rows(content);
        assertThat(shown.path("problems").size()).isEqualTo(problems.size());
        for (int i = 0; i < problems.size(); i++) {
            JsonNode row = shown.path("problems").path(i);
            Map<String, Object> problem = problems.get(i);
            for (String field : List.of("category", "manifestation", "cause", "measure", "deadlineClass")) {
                assertThat(row.path(field).asString()).as("problems[%d].%s", i, field).isEqualTo(problem.get(field));
            }
            assertThat(row.path("underWay").asBoolean()).isEqualTo(problem.get("underWay"));
        }
    }

}
