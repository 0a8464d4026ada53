package org.sanxing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials.Material;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Who stands in decides in the other's name, and every record says so. */
@ApplicationTest
class DeputyStoryTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    private Deputations deputations;

    @BeforeEach
    void begin() {
        this.deputations = new Deputations(this.jdbc);
    }

    @AfterEach
    void end() {
        this.deputations.endAll();
    }

    private JsonNode list(String account, String view, Material material) {
        return this.office.as(account)
            .get("/tasks?view=" + view + "&campaignId=" + material.campaign().id())
            .ok()
            .path("items");
    }

    private JsonNode event(Material material, String action) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> event.path("action").asString().equals(action))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    }

    private List<String> told(String account, Material material) {
        List<String> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = this.office.as(account).get("/notifications?limit=200&cursor=" + cursor).ok();
            page.path("items")
                .valueStream()
                .filter((message) -> message.path("link").asString().contains(material.id()) || this.jdbc
                    .sql("select count(*) from work_item where case_id = :case and :link like '%' || id")
                    .param("case", material.id())
                    .param("link", message.path("link").asString())
                    .query(Integer.class)
                    .single() > 0)
                .map((message) -> message.path("event").asString())
                .forEach(events::add);
            cursor = page.path("next").isNull() ? "" : page.path("next").asString();
        }
        while (!cursor.isEmpty());
        return events;
    }

    @Test
    void decidesInTheOthersName() {
        this.deputations.begin("head1", "leader3");
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        assertThat(told("leader3", material)).as("notices to who stands in").isNotEmpty();
        JsonNode todo = list("leader3", "todo", material).path(0);
        assertThat(todo.path("id").asString()).isEqualTo(task);
        assertThat(todo.path("onBehalfOf").path("account").asString()).isEqualTo("head1");
        this.office.as("leader3")
            .post("/tasks/" + task + "/complete", Map.of("data", Map.of("decision", "approve", "opinion", "同意")))
            .ok();
        assertThat(material.holder()).isEqualTo("supervisor1");
        JsonNode approved = event(material, "approved");
        assertThat(approved.path("actor").path("account").asString()).isEqualTo("leader3");
        assertThat(approved.path("onBehalfOf").path("account").asString()).isEqualTo("head1");
        JsonNode decision = material.read().path("decisions").path(0);
        assertThat(decision.toString()).contains("leader3", "head1");
        for (String account : List.of("leader3", "head1")) {
            JsonNode done = list(account, "done", material).path(0);
            assertThat(done.path("id").asString()).as("done by " + account).isEqualTo(task);
            assertThat(done.path("endedBy").path("account").asString()).isEqualTo("leader3");
            assertThat(done.path("endedFor").path("account").asString()).isEqualTo("head1");
        }
        this.office.as("leader3").get(material.path()).ok();
        assertThat(list("leader3", "involved", material)).hasSize(1);
    }

    @Test
    void whoIsRepresentedTakesItBackToo() {
        this.deputations.begin("head1", "leader3");
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        this.office.as("leader3")
            .post("/tasks/" + task + "/complete", Map.of("data", Map.of("decision", "approve")))
            .ok();
        JsonNode again = this.office.as("head1").post("/tasks/" + task + "/take-back", null).ok();
        assertThat(again.path("assignee").path("account").asString()).isEqualTo("head1");
        assertThat(event(material, "decisionTakenBack").path("actor").path("account").asString()).isEqualTo("head1");
        String open = material.taskId();
        this.office.as("leader3")
            .post("/tasks/" + open + "/complete", Map.of("data", Map.of("decision", "approve")))
            .ok();
        this.office.as("leader3").post("/tasks/" + open + "/take-back", null).ok();
        JsonNode event = event(material, "decisionTakenBack");
        assertThat(event.path("actor").path("account").asString()).isEqualTo("leader3");
        assertThat(event.path("onBehalfOf").path("account").asString()).isEqualTo("head1");
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void aDeputyWhoHoldsTheNextLevelDecidesThatTooInTheirOwnName() {
        // The decision of the first level is head1's, whoever made it.
        this.deputations.begin("head1", "supervisor1");
        Material material = this.materials.inReview("staff1");
        this.office.as("supervisor1")
            .post("/tasks/" + material.taskId() + "/complete", Map.of("data", Map.of("decision", "approve")))
            .ok();
        assertThat(material.state()).isEqualTo("inReview");
        assertThat(material.holder()).isEqualTo("supervisor1");
        material.approve();
        assertThat(event(material, "approved").path("onBehalfOf").isNull()).isTrue();
        assertThat(material.state()).isEqualTo("accepted");
    }

    @Test
    void neverStandsInOnTheirOwnMaterialNorForWhatIsPersonal() {
        this.deputations.begin("head1", "staff1");
        Material material = this.materials.inReview("staff1");
        assertThat(list("staff1", "todo", material)).isEmpty();
        this.office.as("staff1")
            .post("/tasks/" + material.taskId() + "/complete", Map.of("data", Map.of("decision", "approve")))
            .refused(403, "not-your-task");
        assertThat(told("staff1", material)).doesNotContain("reviewAssigned", "assigned");
        this.deputations.begin("staff2", "leader3");
        Material other = this.materials.returned("staff2");
        assertThat(list("leader3", "todo", other)).isEmpty();
        this.office.as("leader3").get("/tasks/" + other.taskId()).refused(404);
    }

    @Test
    void actsForAMemberOfTheCommittee() {
        this.deputations.begin("organiser1", "leader3");
        Material material = this.materials.accepted("staff1");
        String task = "/tasks/" + material.taskId();
        JsonNode data = this.office.as("leader3").get(task).ok().path("data");
        this.office.as("leader3").post(task + "/claim", null).ok();
        assertThat(material.holder()).isEqualTo("organiser1");
        JsonNode late = this.office.as("discipline1").post(task + "/claim", null).refused(409, "task-claimed-already");
        assertThat(late.toString()).contains("organiser1");
        this.office.as("leader3").post(task + "/complete", Map.of("data", data)).ok();
        JsonNode registered = event(material, "registered");
        assertThat(registered.path("actor").path("account").asString()).isEqualTo("leader3");
        assertThat(registered.path("onBehalfOf").path("account").asString()).isEqualTo("organiser1");
    }

    @Test
    void endsByItself() {
        String deputation = this.deputations.begin("head1", "leader3");
        Material material = this.materials.inReview("staff1");
        assertThat(list("leader3", "todo", material)).hasSize(1);
        this.deputations.end(deputation);
        assertThat(list("leader3", "todo", material)).isEmpty();
        this.office.as("leader3")
            .post("/tasks/" + material.taskId() + "/complete", Map.of("data", Map.of("decision", "approve")))
            .refused(404);
    }

}
