package org.sanxing;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.Materials.Material;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatList;

/** What is sent with the operations on a task: kept as it is, or refused clearly. */
@ApplicationTest
class TaskInputTests {

    /** Four bytes in UTF-8, two chars in Java, one character to people. */
    private static final String FOUR_BYTES = "\uD842\uDFB7";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    private Office.Answer act(String account, String task, String operation, Object body, String... headers) {
        return this.office.as(account).post("/tasks/" + task + "/" + operation, body, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\\r\\nb\\rc", "\\u201cWord\\u201d \\u2018s\\u2019 \\u2014 \\u2026", "a\\u3000b\\u2028c",
            "a\\u200bb\\ufeffc", "\\ud83d\\udc68\\u200d\\ud83d\\udc69", "<b>&amp;</b>${1} {0} '", "\\tone\\ttwo" })
    void reasonsAndQuestionsAreKeptToTheCharacter(String sent) {
        String text = JsonMapper.shared().readTree("\"x" + sent + "y\"").asString();
        String kept = text.replace("\r\n", "\n").replace('\r', '\n');
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        act("head1", task, "consult", Map.of("to", "leader4", "reason", text)).ok();
        act("head1", task, "copy", Map.of("to", "leader5", "reason", text)).ok();
        act("leader5", task, "urge", Map.of("reason", text)).ok();
        act("head1", task, "delegate", Map.of("to", "leader2", "reason", text)).ok();
        act("leader2", task, "release", Map.of("reason", text)).ok();
        JsonNode shown = act("head1", task, "transfer", Map.of("to", "leader2", "reason", text)).ok();
        assertThat(shown.path("consultations").path(0).path("reason").asString()).isEqualTo(kept);
        assertThat(shown.path("copies").path(0).path("reason").asString()).isEqualTo(kept);
        assertThat(shown.path("urges").path(0).path("reason").asString()).isEqualTo(kept);
        assertThatList(shown.path("steps").valueStream().map((step) -> step.path("reason").asString()).toList())
            .containsExactly(kept, kept, kept);
        JsonNode trace = this.office.as("auditor").get("/cases/" + material.id() + "/trace").ok();
        assertThat(trace.path("events").valueStream().map((event) -> event.path("detail").toString()).toList())
            .filteredOn((detail) -> detail.contains(JsonMapper.shared().writeValueAsString(kept)))
            .hasSize(6);
    }

    @Test
    void aReasonOfTwoThousandCharactersIsKeptAndOneMoreRefused() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        String text = FOUR_BYTES.repeat(2000);
        for (String operation : List.of("transfer", "delegate", "consult", "copy")) {
            assertThat(act("head1", task, operation, Map.of("to", "leader2", "reason", text + "x")).invalidFields())
                .as(operation)
                .containsExactly("reason");
        }
        assertThat(act("staff1", task, "urge", Map.of("reason", text + "x")).invalidFields()).containsExactly("reason");
        JsonNode shown = act("head1", task, "delegate", Map.of("to", "leader2", "reason", text)).ok();
        assertThat(shown.path("steps").path(0).path("reason").asString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\\u0000", "\\u0007", "\\ud842" })
    void whatCannotBeKeptIsRefusedWithTheField(String escaped) {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        for (String operation : List.of("transfer", "delegate", "consult", "copy")) {
            assertThat(act("head1", task, operation, "{\"to\":\"leader2\",\"reason\":\"a" + escaped + "b\"}").status())
                .as(operation)
                .isEqualTo(400);
            act("head1", task, operation, "{\"to\":\"a" + escaped + "b\",\"reason\":\"x\"}").refused(400);
        }
        act("staff1", task, "urge", "{\"reason\":\"a" + escaped + "b\"}").refused(400);
        assertThat(act("head1", task, "delegate", Map.of("to", "leader2")).ok().path("revision").asInt()).isOne();
    }

    @Test
    void whoIsUnknownOrMayNotHaveItIsNamed() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        for (String operation : List.of("transfer", "delegate", "consult", "copy")) {
            for (Object nobody : List.of("nobody", "", " ", "head1 ", "staff1x", List.of("leader2", "nobody"), 5,
                    Map.of("account", "leader2"))) {
                assertThat(act("head1", task, operation, Map.of("to", nobody, "reason", "x")).invalidFields())
                    .as(operation + " to " + nobody)
                    .containsExactly("to");
            }
            assertThat(act("head1", task, operation, Map.of("reason", "x")).invalidFields()).containsExactly("to");
            act("head1", task, operation, Map.of("to", "staff1", "reason", "x")).refused(403, "to-person-concerned");
            for (String administrator : List.of("auditor", "sysadmin", "secadmin")) {
                act("head1", task, operation, Map.of("to", administrator, "reason", "x")).refused(403,
                        "to-administrator");
            }
        }
        act("head1", task, "transfer", "{").refused(400);
        act("head1", task, "transfer", null).refused(400);
        act("head1", task, "consult", Map.of("to", "leader2")).refused(400);
    }

    @Test
    void aStaleRevisionSaysWhoAndWhen() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        String seen = revision(task);
        act("head1", task, "delegate", Map.of("to", "leader2")).ok();
        act("leader2", task, "release", null).ok();
        Map<String, Object> approve = Map.of("data", Map.of("decision", "approve"));
        for (String operation : List.of("complete", "transfer", "delegate", "consult")) {
            Object body = operation.equals("complete") ? approve : Map.of("to", "leader3", "reason", "x");
            JsonNode problem = act("head1", task, operation, body, "If-Match", seen).refused(409, "stale-revision");
            assertThat(problem.path("actor").toString()).as(operation).contains("leader2");
            assertThat(problem.path("at").asString()).isNotBlank();
            assertThat(problem.path("currentState").asString()).isNotBlank();
        }
        String now = revision(task);
        act("head1", task, "transfer", Map.of("to", "leader3"), "If-Match", now).ok();
        // In another tab the one who gave it away decides.
        JsonNode late = act("head1", task, "complete", approve, "If-Match", now).refused(409, "stale-revision");
        assertThat(late.path("actor").toString()).contains("head1");
        act("head1", task, "complete", approve).refused(403, "not-your-task");
        act("head1", task, "complete", approve, "If-Match", "abc").refused(400);
    }

    private String revision(String task) {
        return "\"" + this.office.as("head1").get("/tasks/" + task).ok().path("revision").asInt() + "\"";
    }

    @Test
    void theSameKeyGivesTheSameAnswerForEveryOperation() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        JsonNode asked = twice("head1", task, "consult", Map.of("to", List.of("leader4", "leader5"), "reason", "x"));
        twice("head1", task, "copy", Map.of("to", "leader1"));
        twice("head1", task, "consultations/" + asked.path("consultations").path(0).path("id").asString() + "/cancel",
                null);
        twice("staff1", task, "urge", Map.of("reason", "x"));
        twice("head1", task, "delegate", Map.of("to", "leader2"));
        twice("head1", task, "recall", null);
        act("head1", task, "delegate", Map.of("to", "leader2")).ok();
        twice("leader2", task, "release", null);
        twice("head1", task, "transfer", Map.of("to", "leader2"));
        twice("leader2", task, "complete", Map.of("data", Map.of("decision", "approve")));
        twice("leader2", task, "take-back", null);
        material.approve().approve();
        String registration = material.taskId();
        twice("organiser1", registration, "claim", null);
        twice("organiser1", registration, "release", null);
        List<String> told = this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> !event.path("actor").path("account").asString().equals("system"))
            .map((event) -> event.path("action").asString())
            .toList();
        assertThatList(told).containsExactly("created", "submitted", "opinionAsked", "taskCopied", "opinionCancelled",
                "taskUrged", "taskDelegated", "taskRecalled", "taskDelegated", "taskHandedBack", "taskTransferred",
                "approved", "decisionTakenBack", "approved", "approved", "taskClaimed", "taskReleased");
    }

    private JsonNode twice(String account, String task, String operation, Object body) {
        String key = UUID.randomUUID().toString();
        Office.Answer first = act(account, task, operation, body, "Idempotency-Key", key);
        first.ok();
        Office.Answer second = act(account, task, operation, body, "Idempotency-Key", key);
        assertThat(second.status()).as(operation).isEqualTo(first.status());
        assertThat(second.text()).as(operation).isEqualTo(first.text());
        return first.json();
    }

}
