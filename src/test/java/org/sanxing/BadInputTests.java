package org.sanxing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.Materials.Campaign;
import org.sanxing.Materials.Material;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is accepted to the character, and what is refused with the field's name. A refusal
 * changes nothing: many are tried on the same material.
 */
@ApplicationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTests {

    /** Four bytes in UTF-8, two chars in Java, one character to people. */
    private static final String FOUR_BYTES = "\uD842\uDFB7";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    /** Of staff1, for all that is refused. */
    private @Nullable Material draft;

    /** The same, in review by head1. */
    private @Nullable Material review;

    private Material draft() {
        if (this.draft == null) {
            this.draft = this.materials.draft("staff1");
        }
        return this.draft;
    }

    private Material review() {
        if (this.review == null) {
            this.review = this.materials.inReview("staff1");
        }
        return this.review;
    }

    private Office.Answer put(Material material, Object content) {
        return this.office.as(material.author()).put(material.path(), content);
    }

    private Office.Answer submit(Material material) {
        return this.office.as(material.author()).post(material.path() + "/submit", null);
    }

    @Test
    void twentyThousandCharactersOfExperienceAreKeptToTheCharacter() {
        Material material = this.materials.draft("staff1");
        String text = FOUR_BYTES.repeat(20_000);
        Map<String, Object> content = material.campaign()
            .content(text, List.of(material.campaign().problem(FOUR_BYTES.repeat(5_000))));
        assertThat(put(material, content).ok().path("experience").asString()).isEqualTo(text);
        material.submit();
        JsonNode version = this.office.as("head1").get(material.path() + "/versions/1").ok();
        assertThat(version.path("experience").asString()).isEqualTo(text);
        assertThat(version.path("problems").path(0).path("cause").asString()).isEqualTo(FOUR_BYTES.repeat(5_000));
    }

    @Test
    void oneCharacterMoreIsRefusedWithTheFieldsName() {
        Material material = draft();
        Campaign campaign = material.campaign();
        Map<String, Object> content = campaign.content(FOUR_BYTES.repeat(20_001),
                List.of(campaign.problem("短"), campaign.problem(FOUR_BYTES.repeat(5_001))));
        assertThat(put(material, content).invalidFields()).containsExactlyInAnyOrder("experience",
                "problems[1].manifestation", "problems[1].cause", "problems[1].measure");
        assertThat(material.read().path("experience").asString()).as("what was there").startsWith("本人主要承担");
    }

    @Test
    void fiftyFullProblemsGoAllTheWay() {
        Material material = this.materials.draft("staff1");
        Campaign campaign = material.campaign();
        String text = "问题" + FOUR_BYTES.repeat(4_998);
        Map<String, Object> content = campaign.content(FOUR_BYTES.repeat(20_000),
                IntStream.range(0, 50).mapToObj((i) -> campaign.problem(text)).toList());
        material.save(content).submit();
        JsonNode seen = this.office.as("head1").get("/tasks/" + material.taskId()).ok();
        assertThat(seen.path("kind").asString()).isEqualTo("reviewReflection");
        this.office.as("head1").page("/tasks/" + material.taskId()).html();
        material.approve().approve();
        JsonNode entries = this.office.as("secretary1")
            .get("/tasks/" + material.taskId())
            .ok()
            .path("data")
            .path("entries");
        assertThat(entries.size()).isEqualTo(50);
        assertThat(entries.path(49).path("rootCause").asString()).isEqualTo(text);
        this.office.as("secretary1").page("/tasks/" + material.taskId()).html();
        material.register("secretary1");
        JsonNode ledger = this.office.as("secretary1")
            .get("/ledger/entries?limit=200&reflectionId=" + material.id())
            .ok();
        assertThat(ledger.path("items").size()).isEqualTo(50);
        JsonNode entry = this.office.as("secretary1")
            .get("/ledger/entries/" + ledger.path("items").path(0).path("id").asString())
            .ok();
        assertThat(entry.path("manifestation").asString()).isEqualTo(text);
        assertThat(entry.path("rootCause").asString()).isEqualTo(text);
        this.office.as("auditor").get("/cases/" + material.id() + "/trace").ok();
        assertThat(this.office.as("auditor").page("/trace/" + material.id()).html()).contains(FOUR_BYTES.repeat(100));
    }

    @Test
    void fiftyOneProblemsAreRefused() {
        Material material = draft();
        Campaign campaign = material.campaign();
        Map<String, Object> content = campaign.content("文",
                IntStream.range(0, 51).mapToObj((i) -> campaign.problem("文")).toList());
        assertThat(put(material, content).invalidFields()).containsExactly("problems");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            a\\r\\nb,          a\\nb
            a\\rb,             a\\nb
            a\\r\\nb\\rc\\nd,  a\\nb\\nc\\nd
            a\\r\\r\\nb,       a\\n\\nb
            \\tone\\ttwo,      \\tone\\ttwo
            \\u201cWord\\u201d \\u2018s\\u2019 \\u2014 \\u2026 \\u00b7, =
            a\\u00a0b\\u3000c\\u2028d\\u2029e, =
            a\\u200bb\\u200dc\\ufeffd\\u00ade, =
            \\ud83d\\udc68\\u200d\\ud83d\\udc69, =
            e\\u0301\\u00e9\\uff21, =
            <b>&amp;</b>${1}, =
            """)
    void whatIsTypedOrPastedComesBackAsItWas(String sent, String back) {
        Material material = this.materials.draft("staff1");
        Campaign campaign = material.campaign();
        String typed = unescape(sent);
        String expected = back.equals("=") ? typed : unescape(back);
        material.save(campaign.content(typed, List.of(campaign.problem(typed)))).submit();
        JsonNode version = this.office.as("head1").get(material.path() + "/versions/1").ok();
        assertThat(version.path("experience").asString()).isEqualTo(expected);
        for (String field : List.of("manifestation", "cause", "measure")) {
            assertThat(version.path("problems").path(0).path(field).asString()).isEqualTo(expected);
        }
    }

    private static String unescape(String text) {
        return tools.jackson.databind.json.JsonMapper.shared()
            .readTree("\"" + text.replace("\"", "\\\"") + "\"")
            .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\\u0000", "\\u0008", "\\u000b", "\\u000c", "\\u001b", "\\u007f", "\\u0085", "\\ud842",
            "\\udfb7", "\\udfb7\\ud842" })
    void whatNobodyCanTypeIsRefusedWithTheFieldsName(String escaped) {
        Material material = draft();
        String category = material.campaign().anyCategory();
        String body = """
                {"experience":"ok","problems":[
                {"category":"%1$s","manifestation":"ok","cause":"a%2$sb","measure":"ok","deadlineClass":"short"}]}"""
            .formatted(category, escaped);
        assertThat(this.office.as("staff1").send(HttpMethod.PUT, material.path(), body).invalidFields())
            .containsExactly("problems[0].cause");
        String other = "{\"experience\":\"%s\",\"problems\":[]}".formatted(escaped);
        assertThat(this.office.as("staff1").send(HttpMethod.PUT, material.path(), other).invalidFields())
            .containsExactly("experience");
        String review = "{\"data\":{\"decision\":\"return\",\"opinion\":\"a%s\"}}".formatted(escaped);
        assertThat(this.office.as("head1")
            .send(HttpMethod.POST, "/tasks/" + review().taskId() + "/complete", review)
            .invalidFields()).containsExactly("opinion");
        assertThat(material.state()).isEqualTo("draft");
        assertThat(review().state()).isEqualTo("inReview");
    }

    @Test
    void everythingThatIsMissingIsNamedWhenItIsSubmitted() {
        Material material = this.materials.draft("staff1");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("manifestation", " \u3000\n");
        put(material, material.campaign().content("", List.of(row))).ok();
        assertThat(submit(material).invalidFields()).containsExactlyInAnyOrder("experience", "problems[0].category",
                "problems[0].manifestation", "problems[0].cause", "problems[0].measure", "problems[0].deadlineClass");
        assertThat(material.state()).isEqualTo("draft");
        put(material, Map.of("experience", "体会")).ok();
        assertThat(submit(material).invalidFields()).containsExactly("problems");
        put(material, Map.of()).ok();
        assertThat(submit(material).invalidFields()).containsExactlyInAnyOrder("experience", "problems");
    }

    @Test
    void anUnknownCategoryIsRefused() {
        Material material = draft();
        Map<String, Object> problem = new LinkedHashMap<>(material.campaign().problem("文"));
        for (Object category : new Object[] { "nothing", this.materials.campaign().anyCategory(), "责任心不强" }) {
            problem.put("category", category);
            assertThat(put(material, material.campaign().content("文", List.of(problem))).invalidFields())
                .containsExactly("problems[0].category");
        }
        problem.put("category", material.campaign().anyCategory());
        problem.put("deadlineClass", "someday");
        assertThat(put(material, material.campaign().content("文", List.of(problem))).invalidFields())
            .containsExactly("problems[0].deadlineClass");
    }

    @Test
    void aFieldThatTheFormDoesNotHaveIsRefused() {
        Material material = draft();
        assertThat(put(material, Map.of("experience", "文", "secret", "x")).invalidFields()).containsExactly("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"experience\":1}", "{\"experience\":[\"a\"]}", "{\"problems\":\"a\"}",
            "{\"problems\":{}}", "{\"problems\":[1]}", "{\"problems\":[[]]}", "{\"problems\":[{\"cause\":{}}]}",
            "{\"problems\":[{\"underWay\":\"yes\"}]}", "{\"problems\":[{\"category\":7}]}", "{\"experience\":", "[]",
            "\"text\"", "null", "", "{\"a\":1}{", "\u0000" })
    void jsonOfTheWrongShapeIsRefused(String body) {
        Material material = draft();
        this.office.as("staff1").send(HttpMethod.PUT, material.path(), body).refused(400);
        assertThat(material.read().path("experience").asString()).startsWith("本人主要承担");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"data\":null}", "{\"data\":[]}", "{\"data\":1}", "{\"data\":{}}",
            "{\"data\":{\"decision\":true}}", "{\"data\":{\"decision\":\"maybe\"}}",
            "{\"data\":{\"decision\":\"return\"}}", "{\"data\":{\"decision\":\"return\",\"opinion\":\" \"}}",
            "{\"data\":{\"decision\":\"approve\",\"remarks\":{}}}",
            "{\"data\":{\"decision\":\"approve\",\"remarks\":[null]}}",
            "{\"data\":{\"decision\":\"return\",\"opinion\":\"x\",\"remarks\":[{\"passage\":\"problems[99].cause\",\"text\":\"x\"}]}}",
            "{\"data\":{\"decision\":\"return\",\"opinion\":\"x\",\"remarks\":[{\"passage\":\"experience\",\"quote\":\"没有这句话\",\"text\":\"x\"}]}}",
            "{\"data\":{\"decision\":\"return\",\"opinion\":\"x\",\"remarks\":[{\"passage\":\"experience\",\"start\":1e99,\"text\":\"x\"}]}}",
            "{\"data\":{\"decision\":\"return\",\"opinion\":\"x\",\"remarks\":[{\"passage\":\"experience\",\"start\":3000000000,\"text\":\"x\"}]}}",
            "{\"data\":{\"decision\":\"return\",\"opinion\":\"x\",\"remarks\":[{\"passage\":\"experience\",\"start\":-1,\"text\":\"x\"}]}}",
            "{\"data\":{\"decision\":\"approve\",\"resolved\":[\"no-such-remark\"]}}",
            "{\"data\":{\"decision\":\"approve\",\"resolved\":\"x\"}}",
            "{\"data\":{\"decision\":\"approve\",\"more\":1}}" })
    void aDecisionOfTheWrongShapeIsRefused(String body) {
        Material material = review();
        this.office.as("head1").send(HttpMethod.POST, "/tasks/" + material.taskId() + "/complete", body).refused(400);
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void aRegistrationOfTheWrongShapeIsRefused() {
        Material material = this.materials.accepted("staff1");
        JsonNode proposed = this.office.as("secretary1")
            .get("/tasks/" + material.taskId())
            .ok()
            .path("data")
            .path("entries");
        List<Map<String, Object>> bad = new ArrayList<>();
        for (Map<String, Object> change : List.<Map<String, Object>>of(Map.of("problem", 7), Map.of("problem", 0.5),
                Map.of("problem", "x"), Map.of("title", ""), Map.of("title", "长".repeat(101)), Map.of("rootCause", " "),
                Map.of("deadlineClass", "x"), Map.of("responsible", "nobody"), Map.of("responsible", "sysadmin"))) {
            Map<String, Object> entry = new LinkedHashMap<>();
            proposed.path(0).properties().forEach((field) -> entry.put(field.getKey(), field.getValue()));
            entry.putAll(change);
            bad.add(entry);
        }
        for (Map<String, Object> entry : bad) {
            assertThat(
                    material.decide("secretary1", Map.of("entries", List.of(entry, proposed.path(1)))).invalidFields())
                .as(entry.toString())
                .isNotEmpty()
                .allSatisfy((field) -> assertThat(field).startsWith("entries"));
        }
        assertThat(material.decide("secretary1", Map.of("entries", List.of(proposed.path(0)))).invalidFields())
            .containsExactly("entries");
        assertThat(material.decide("secretary1", Map.of("entries", List.of(proposed.path(0), proposed.path(0))))
            .invalidFields()).isNotEmpty();
        assertThat(material.state()).isEqualTo("accepted");
    }

    @Test
    void aStaleRevisionSaysWhoAndWhen() {
        Material material = this.materials.draft("staff1");
        int seen = material.read().path("revision").asInt();
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        this.office.as("staff1").put(material.path(), content, "If-Match", "\"" + seen + "\"").ok();
        JsonNode refusal = this.office.as("staff1")
            .put(material.path(), content, "If-Match", "\"" + seen + "\"")
            .refused(409, "stale-revision");
        told(refusal, "draft", "staff1");
        told(this.office.as("staff1")
            .post(material.path() + "/submit", null, "If-Match", "\"" + seen + "\"")
            .refused(409, "stale-revision"), "draft", "staff1");
        this.office.as("staff1").put(material.path(), content, "If-Match", "\"x\"").refused(400);
        material.submit();
        told(put(material, content).refused(409), "inReview", "staff1");
        this.office.as("head1")
            .post("/tasks/" + material.taskId() + "/complete", Map.of("data", Map.of("decision", "approve")),
                    "If-Match", "\"77\"")
            .refused(409, "stale-revision");
        assertThat(material.holder()).isEqualTo("head1");
    }

    private static void told(JsonNode refusal, String state, String actor) {
        assertThat(refusal.path("currentState").asString()).isEqualTo(state);
        assertThat(refusal.path("actor").path("account").asString()).isEqualTo(actor);
        assertThat(refusal.path("actor").path("name").asString()).isNotBlank();
        assertThat(java.time.OffsetDateTime.parse(refusal.path("at").asString())).isNotNull();
    }

    @Test
    void aSecondSubmissionIsRefused() {
        Material material = review();
        told(submit(material).refused(409), "inReview", "staff1");
        assertThat(material.version()).isOne();
    }

    @Test
    void aDecisionOnATaskThatIsDoneSaysWhoAndWhen() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        material.approve();
        Map<String, Object> decision = Map.of("data", Map.of("decision", "approve"));
        JsonNode refusal = this.office.as("head1")
            .post("/tasks/" + task + "/complete", decision)
            .refused(409, "task-already-completed");
        told(refusal, refusal.path("currentState").asString(), "head1");
        assertThat(refusal.path("currentState").asString()).isNotBlank();
        assertThat(material.holder()).isEqualTo("supervisor1");
        Material withdrawn = this.materials.inReview("staff1");
        String gone = withdrawn.taskId();
        withdrawn.withdraw();
        told(this.office.as("head1").post("/tasks/" + gone + "/complete", decision).refused(409), "withdrawn",
                "staff1");
    }

    @ParameterizedTest
    @CsvSource({ "staff2, 404", "head2, 404", "supervisor1, 404", "secretary2, 404", "leader2, 404", "sysadmin, 404",
            "secadmin, 404", "staff1, 403", "secretary1, 403", "auditor, 403" })
    void someoneElsesTaskIsNotDecided(String account, int status) {
        Material material = review();
        material.decide(account, Map.of("decision", "approve")).refused(status);
        assertThat(this.office.as(account).get("/tasks/" + material.taskId()).status())
            .isEqualTo((status == 404) ? 404 : 200);
        assertThat(material.holder()).isEqualTo("head1");
    }

    @ParameterizedTest
    @CsvSource({ "staff2", "staff3", "head1", "supervisor1", "secretary1", "secretary2", "leader1", "auditor",
            "sysadmin", "secadmin" })
    void someoneElsesDraftDoesNotExist(String account) {
        Material material = draft();
        nothingThere(account, material.path(), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "staff2", "staff3", "head2", "secretary2", "organiser2", "leader2", "sysadmin", "secadmin" })
    void someoneElsesMaterialDoesNotExist(String account) {
        Material material = review();
        nothingThere(account, material.path(), material.id());
    }

    private void nothingThere(String account, String path, String caseId) {
        Office.Caller stranger = this.office.as(account);
        String unknown = stranger.get("/reflections/no-such-id").refused(404).path("detail").asString();
        assertThat(stranger.get(path).refused(404).path("detail").asString()).as("the same words").isEqualTo(unknown);
        stranger.get(path + "/versions").refused(404);
        stranger.get(path + "/versions/1").refused(404);
        stranger.put(path, Map.of("experience", "x")).refused(404);
        stranger.post(path + "/submit", null).refused(404);
        stranger.post(path + "/withdraw", null).refused(404);
        if (!caseId.isEmpty()) {
            stranger.get("/cases/" + caseId + "/trace").refused(404);
            assertThat(stranger.get("/reflections").ok().path("items").valueStream())
                .noneMatch((item) -> item.path("id").asString().equals(caseId));
        }
    }

    @Test
    void whoMayReadMayNotWrite() {
        Material material = this.materials.returned("staff1");
        for (String reader : List.of("head1", "secretary1", "auditor")) {
            this.office.as(reader).put(material.path(), Map.of("experience", "x")).refused(403);
            this.office.as(reader).post(material.path() + "/submit", null).refused(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/reflections/%s", "/reflections/%s/versions", "/tasks/%s", "/campaigns/%s",
            "/campaigns/%s/progress", "/ledger/entries/%s", "/cases/%s/trace", "/procedures/%s/cases",
            "/procedures/trial/cases/%s", "/departments/%s/people" })
    void anUnknownIdIsNotFound(String path) {
        for (String id : List.of("x", "00000000-0000-0000-0000-000000000000", "%27", "x".repeat(300), "-1")) {
            for (String account : List.of("staff1", "secretary1", "auditor", "leader1")) {
                this.office.as(account).get(path.formatted(id)).refused(404);
            }
        }
        Material material = review();
        this.office.as("staff1").get(material.path() + "/versions/9").refused(404);
        this.office.as("staff1").get(material.path() + "/versions/x").refused(400, "invalid-input");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/tasks?view=x", "/tasks?limit=0", "/tasks?limit=201", "/tasks?limit=x", "/tasks?cursor=x",
            "/tasks?sort=x", "/reflections?state=x", "/reflections?cursor=%FF", "/reflections?limit=-1",
            "/ledger/entries?state=x", "/ledger/entries?cursor=abc", "/ledger/entries?sort=x",
            "/ledger/entries?deadlineClass=x", "/ledger/entries?overdue=perhaps", "/notifications?cursor=x",
            "/campaigns?cursor=x", "/ledger/analysis?by=x", "/reflections?q=%00", "/procedures/trial/cases?state=x",
            "/procedures/trial/cases?cursor=x", "/procedures/trial/cases?limit=0", "/procedures/trial/cases?colour=red",
            "/procedures/trial/cases?from=soon", "/procedures/trial/cases?amount=1..x",
            "/procedures/trial/cases?q=%00" })
    void aFilterThatMeansNothingIsRefused(String path) {
        this.office.as("secretary1").get(path).refused(400);
    }

    @Test
    void aMaterialIsBegunInACampaignThatIsThere() {
        for (Object id : new Object[] { "", "x", 7 }) {
            this.office.as("staff1").post("/reflections", Map.of("campaignId", id)).refused(400);
        }
        this.office.as("staff1").post("/reflections", Map.of()).refused(400);
        this.office.as("staff1").send(HttpMethod.POST, "/reflections", "{\"campaignId\":{}}").refused(400);
        this.office.as("auditor")
            .post("/reflections", Map.of("campaignId", this.materials.campaign().id()))
            .refused(403);
        Campaign closed = this.materials.campaign();
        this.office.as("secretary1").post("/campaigns/" + closed.id() + "/close", null).ok();
        this.office.as("staff1").post("/reflections", Map.of("campaignId", closed.id())).refused(409);
    }

    @Test
    void theSameKeyGivesTheSameAnswerToASubmissionAndADecision() {
        Material material = this.materials.draft("staff1");
        String submitted = this.office.as("staff1")
            .post(material.path() + "/submit", null, "Idempotency-Key", material.id())
            .text();
        assertThat(submitted).contains("\"inReview\"");
        Office.Answer again = this.office.as("staff1")
            .post(material.path() + "/submit", null, "Idempotency-Key", material.id());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(submitted);
        assertThat(material.version()).isOne();

        String path = "/tasks/" + material.taskId() + "/complete";
        Map<String, Object> decision = Map.of("data", Map.of("decision", "approve", "opinion", "同意"));
        Office.Answer decided = this.office.as("head1").post(path, decision, "Idempotency-Key", "k-" + material.id());
        decided.ok(200);
        Office.Answer replayed = this.office.as("head1").post(path, decision, "Idempotency-Key", "k-" + material.id());
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.text()).isEqualTo(decided.text());
        this.office.as("head1")
            .post(path, Map.of("data", Map.of("decision", "return", "opinion", "x")), "Idempotency-Key",
                    "k-" + material.id())
            .refused(422);
        assertThat(material.holder()).isEqualTo("supervisor1");
        assertThat(material.read().path("decisions").size()).isOne();
    }

}
