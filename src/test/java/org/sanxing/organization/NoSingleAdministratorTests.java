package org.sanxing.organization;

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
import org.sanxing.Organisation;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Each way by which the system administrator alone was somebody else. */
@ApplicationTest
class NoSingleAdministratorTests {

    @Autowired
    private MovableClock clock;

    @Autowired
    Office office;

    @Autowired
    Organisation organisation;

    @Autowired
    Materials materials;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void onMonday() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void putBack() {
        this.jdbc.sql("delete from approval").update();
        this.organisation.active("head2", true);
    }

    /** The administrator tries to do both, and gets neither. */
    private JsonNode alone(Office.Answer asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        this.office.as("sysadmin")
            .post("/approvals/" + asked.json().path("approval").asString() + "/confirm", null)
            .refused(403, "approval-own");
        return asked.json();
    }

    private void signsInNobody(String account, String password) throws Exception {
        this.mvc.perform(get("/api/v1/me").with(httpBasic(account, password))).andExpect(status().isUnauthorized());
    }

    @Test
    void makesNoAccountAndReadsByItAsADeputy() throws Exception {
        Materials.Material material = this.materials.inReview("staff1");
        JsonNode mole = alone(this.office.as("sysadmin").post("/people", Map.of("account", "mole", "name", "某人")));
        signsInNobody("mole", mole.path("secret").asString());
        Map<String, String> deputation = new LinkedHashMap<>(
                Map.of("for", "head1", "from", "2026-11-23", "until", "2026-12-31", "reason", "住院"));
        deputation.put("to", "mole");
        assertThat(this.office.as("sysadmin").post("/deputies", deputation).status()).isEqualTo(400);

        deputation.put("to", "staff2");
        alone(this.office.as("sysadmin").post("/deputies", deputation));
        this.office.as("staff2").get(material.path()).refused(404);
    }

    @Test
    void votesForNoLeaderByANewPassword() throws Exception {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        entry.request("staff2").pass("secretary1");
        JsonNode asked = alone(this.office.as("sysadmin").post("/people/leader2/reset-password", null));

        signsInNobody("leader2", asked.path("secret").asString());
        entry.vote("leader2", "agree").ok();
    }

    @Test
    void makesNobodyHeadWhoThenReads() {
        Materials.Material material = this.materials.inReview("staff1");
        JsonNode department = this.office.as("sysadmin")
            .get("/departments")
            .ok()
            .path("items")
            .valueStream()
            .filter((one) -> one.path("name").asString().equals("综合科"))
            .findFirst()
            .orElseThrow();
        Map<String, Object> body = Map.of("name", "综合科", "parent", department.path("parent").asString(), "head",
                "staff2", "sortOrder", department.path("sortOrder").asInt());
        alone(this.office.as("sysadmin").put("/departments/" + department.path("id").asString(), body));

        this.office.as("staff2").get(material.path()).refused(404);
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void movesNobodyUnderAnotherHeadNorTheirMail() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        JsonNode before = this.office.as("sysadmin").get("/people/staff2").ok();
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", before.path("name").asString(), "department",
                this.organisation.idOf("提案委"), "branch", this.organisation.branchOf("staff2")));
        alone(this.office.as("sysadmin").put("/people/staff2", body));
        this.office.as("supervisor2").get(entry.path()).refused(404);

        body.put("department", before.path("department").path("id").asString());
        body.put("email", "mine@example.cn");
        alone(this.office.as("sysadmin").put("/people/staff2", body));
        assertThat(this.office.as("sysadmin").get("/people/staff2").ok().path("email")).isEqualTo(before.path("email"));
    }

    @Test
    void givesNobodyTheTaskOfALeaver() {
        Materials.Material material = this.materials.inReview("staff3");
        this.organisation.active("head2", false);
        String task = material.taskId();
        alone(this.office.as("sysadmin")
            .post("/checks/tasksWithoutDecider/" + task + "/reassign", Map.of("to", "staff2", "reason", "代办")));

        this.office.as("staff2").get(material.path()).refused(404);
        assertThat(this.office.as("sysadmin").get("/checks?all=true").ok().path("items").valueStream())
            .filteredOn((found) -> found.path("id").asString().equals(task))
            .singleElement()
            .satisfies((found) -> assertThat(found.path("text").asString()).doesNotContain(title(material)));
        assertThat(this.office.as("secadmin").page("/admin/approvals").html()).contains("接手下面停住的事项")
            .doesNotContain(title(material));
    }

    private String title(Materials.Material material) {
        return this.office.as("staff3").get(material.path()).ok().path("title").asString();
    }

    @Test
    void readsNoTitleOfWhatALeaverHolds() {
        Materials.Material material = this.materials.inReview("staff3");
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        String title = entry.read().path("title").asString();
        for (String account : List.of("head2", "staff2")) {
            assertThat(this.office.as("sysadmin").get("/people/" + account + "/holdings").text()).doesNotContain(title,
                    title(material));
            assertThat(this.office.as("sysadmin").page("/admin/organization/people/" + account + "/leave").html())
                .doesNotContain(title, title(material));
        }
        assertThat(this.office.as("sysadmin").get("/people/staff2/holdings").text())
            .contains(entry.read().path("number").asString());
    }

}
