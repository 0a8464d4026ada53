package org.sanxing.procedure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.workflow.Models;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a finished case where its models are changed. */
@ApplicationTest
class RehearsalTests {

    private static final String BPMN = "processes/trial/TrialProcess.bpmn";

    private static final String DMN = "processes/trial/TrialLevels.dmn";

    private static final String RESULT = "forms/trial/trial-result.form";

    @Autowired
    private Office office;

    @Autowired
    private ModelPlayer player;

    @Autowired
    private ModelVersions versions;

    @Autowired
    private CaseStore cases;

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void takeTheModels() throws IOException {
        for (String path : List.of(BPMN, DMN, RESULT, "forms/trial/trial-request.form",
                "forms/trial/trial-approval.form", "forms/trial/trial-reading.form")) {
            this.files.put(path, Files.readAllBytes(Path.of("src/test/resources", path)));
        }
    }

    private void change(String path, String from, String to) {
        String text = new String(this.files.get(path), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        this.files.put(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** Returned once, and published. */
    private String finished() {
        String id = this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data",
                            Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-08", "purpose", "重演",
                                    "addressees", List.of("staff3", "head2")),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        complete(id, "head1", Map.of("decision", "return", "opinion", "再写"));
        this.office.as("staff1").post("/procedures/trial/cases/" + id + "/submit", null).ok();
        complete(id, "head1", Map.of("decision", "approve"));
        complete(id, "supervisor1", Map.of("decision", "approve"));
        complete(id, "staff3", Map.of());
        complete(id, "head2", Map.of());
        complete(id, "staff1", Map.of("result", "好"));
        return id;
    }

    private void complete(String id, String account, Map<String, Object> data) {
        String task = this.office.openTasks(id)
            .stream()
            .filter((each) -> account.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
        this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data)).ok();
    }

    private ModelPlayer.Outcome play(String id) {
        return play(id, Locale.SIMPLIFIED_CHINESE);
    }

    private ModelPlayer.Outcome play(String id, Locale locale) {
        return this.player.of(new Models(this.files), locale)
            .play(new ModelPlayer.Finished(this.cases.get(id),
                    this.cases.versions(id)
                        .stream()
                        .map((version) -> new ModelPlayer.Sent(version.number(), version.content()))
                        .toList(),
                    this.cases.decisions(id)
                        .stream()
                        .map((made) -> new ModelPlayer.Made(made.version(), made.step(), made.decision(),
                                made.opinion(), made.content(), made.holder(), made.actor(), made.onBehalfOf()))
                        .toList()));
    }

    @Test
    void eachChangeIsSeen() {
        String id = finished();
        assertThat(play(id)).extracting(ModelPlayer.Outcome::way, ModelPlayer.Outcome::where)
            .containsExactly(ModelPlayer.Way.SAME, "");

        change(RESULT, "\"components\": [", """
                "components": [ {"id":"Field_Cost","type":"number","key":"cost","label":"费用",
                "validate":{"required":true},"layout":{"row":"Row_9","columns":null}},""");
        assertThat(play(id)).satisfies((outcome) -> {
            assertThat(outcome.way()).isEqualTo(ModelPlayer.Way.MISSING);
            assertThat(outcome.missing()).isEqualTo(Set.of("费用"));
        });

        change(DMN, "\"important\"", "\"plain\"");
        assertThat(play(id)).extracting(ModelPlayer.Outcome::way, ModelPlayer.Outcome::where)
            .containsExactly(ModelPlayer.Way.OTHER, "审批试办");

        change(BPMN, "targetRef=\"Task_ReviseTrial\"", "targetRef=\"Task_TellRefused\"");
        assertThat(play(id)).extracting(ModelPlayer.Outcome::way, ModelPlayer.Outcome::where)
            .containsExactly(ModelPlayer.Way.OTHER, "未批准");
    }

    /** Steps, ends and fields that have an English name. */
    @Test
    void whoReadsEnglishIsToldInEnglish() {
        String id = finished();
        change(RESULT, "\"components\": [", """
                "components": [ {"id":"Field_Cost","type":"number","key":"cost","label":"费用",
                "properties":{"english":"Cost"},
                "validate":{"required":true},"layout":{"row":"Row_9","columns":null}},""");
        assertThat(play(id, Locale.ENGLISH).missing()).containsExactly("Cost");
        change(DMN, "\"important\"", "\"plain\"");
        assertThat(play(id, Locale.ENGLISH).where()).isEqualTo("Approve trial");
        change(BPMN, "value=\"refused 未批准\"", "value=\"refused 未批准 | Turned down\"");
        change(BPMN, "targetRef=\"Task_ReviseTrial\"", "targetRef=\"Task_TellRefused\"");
        assertThat(play(id, Locale.ENGLISH).where()).isEqualTo("Turned down");
        assertThat(this.player.of(new Models(this.files), Locale.ENGLISH).procedures()).containsEntry("trial", "Trial");
        ModelVersions.Difference difference = this.versions.difference("trial", new Models(this.files), Locale.ENGLISH);
        assertThat(difference.fields()).extracting(ModelVersions.ChangedField::label).containsExactly("Cost");
        assertThat(difference.names()).containsEntry("Task_ApproveTrial", "Approve trial");
        assertThat(this.office.as("sysadmin")
            .post("/procedures/rehearsal", null, "Accept-Language", "en")
            .ok()
            .path("procedures")
            .toString()).contains("\"Trial\"", "\"Leave\"");
    }

    @Test
    void theSystemAdministratorRehearsesAndSeesTheVersions() {
        finished();
        JsonNode report = this.office.as("sysadmin").post("/procedures/rehearsal", null).ok();
        assertThat(report.path("faults")).isEmpty();
        JsonNode trial = report.path("procedures")
            .valueStream()
            .filter((one) -> one.path("key").asString().equals("trial"))
            .findFirst()
            .orElseThrow();
        // Other tests change the organisation meanwhile.
        assertThat(trial.path("cases").asInt()).isPositive().isGreaterThanOrEqualTo(trial.path("same").asInt());
        JsonNode versions = this.office.as("sysadmin").get("/procedures/trial/versions").ok().path("items");
        assertThat(versions).hasSize(1);
        assertThat(versions.get(0).path("ended").asInt()).isPositive();
        assertThat(
                this.office.as("sysadmin").get("/procedures/trial/versions/difference?from=1&to=1").ok().path("added"))
            .isEmpty();
        this.office.as("head1").post("/procedures/rehearsal", null).refused(403);
    }

}
