package org.sanxing.procedure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Deputations;
import org.sanxing.Office;
import org.sanxing.Organisation;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** People who leave or are away while a case waits for them. */
@ApplicationTest
class AwkwardCasesTests {

    private static final String LEAVER = "procedure-leaver";

    @Autowired
    private Office office;

    @Autowired
    private Organisation organisation;

    @Autowired
    private JdbcClient jdbc;

    private void joins(String department, String branch) {
        this.jdbc.sql("delete from person where account = ?").params(LEAVER).update();
        this.jdbc
            .sql("insert into person (account, name, post, department_id, branch_id, active, revision)"
                    + " values (?, '离开的人', '', ?, ?, true, 0)")
            .params(LEAVER, this.organisation.idOf(department), branch)
            .update();
    }

    private void leaves(Map<String, Object> to) {
        this.organisation.confirm("secadmin", this.office.as("sysadmin").post("/people/" + LEAVER + "/deactivate", to));
    }

    @AfterEach
    void nobodyIsLeftOver() {
        this.organisation.active(LEAVER, false);
        new Deputations(this.jdbc).endAll();
    }

    private String published(String... addressees) {
        String id = this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data",
                            Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-07", "purpose", "有人不在",
                                    "addressees", List.of(addressees)),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        complete(id, "head1", "decision", "approve");
        return id;
    }

    private void complete(String id, String account, String... data) {
        completeFor(id, account, account, data);
    }

    private void completeFor(String id, String holder, String actor, String... data) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            given.put(data[i], data[i + 1]);
        }
        String task = this.office.openTasks(id)
            .stream()
            .filter((each) -> holder.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
        this.office.as(actor).post("/tasks/" + task + "/complete", Map.of("data", given)).ok();
    }

    private JsonNode show(String id) {
        return this.office.as("staff1").get("/procedures/trial/cases/" + id).ok();
    }

    private List<String> holders(String id) {
        return this.office.openTasks(id).stream().map(Office.OpenTask::holder).sorted().toList();
    }

    @Test
    void whoLeavesBeforeAcknowledgingHandsItOn() {
        joins("提案委", this.organisation.branchOf("staff3"));
        String id = published(LEAVER, "head2");
        assertThat(holders(id)).containsExactly("head2", LEAVER);
        leaves(Map.of("successor", "staff3"));
        assertThat(holders(id)).containsExactly("head2", "staff3");
        this.office.as("staff3").get("/procedures/trial/cases/" + id).ok();
        complete(id, "staff3");
        complete(id, "head2");
        assertThat(show(id).path("step").asString()).isEqualTo("carrying");
    }

    /** What only the very person can do: the others go on without. */
    @Test
    void whatALeaverAloneCouldDoEndsForThemAlone() {
        joins("综合科", this.organisation.branchOf("staff1"));
        String id = this.office.as("head1")
            .post("/procedures/pledge/cases", Map.of("data", Map.of("year", 2026, "items", "按时办结"), "submit", true))
            .ok(201)
            .path("id")
            .asString();
        assertThat(holders(id)).containsExactly(LEAVER, "staff1", "staff2");
        complete(id, "staff1");
        leaves(Map.of());
        assertThat(holders(id)).containsExactly("staff2");
        complete(id, "staff2");
        complete(id, "head1");
        assertThat(this.office.as("head1").get("/procedures/pledge/cases/" + id).ok().path("state").asString())
            .isEqualTo("closed");
        assertThat(this.office.as("auditor").page("/trace/" + id).html()).contains("因人员离岗结束了其没有办理的一份")
            .doesNotContain("??");
    }

    @Test
    void whoIsAwayHasADeputy() {
        Deputations deputations = new Deputations(this.jdbc);
        String instead = deputations.begin("staff3", "staff2");
        String id = published("staff3", "head2");
        this.office.as("staff2").get("/procedures/trial/cases/" + id).ok();
        completeFor(id, "staff3", "staff2", "opinion", "代阅");
        deputations.end(instead);
        this.office.as("staff2").get("/procedures/trial/cases/" + id).ok();
        JsonNode made = show(id).path("decisions").get(1);
        assertThat(made.path("actor").path("account").asString()).isEqualTo("staff2");
        assertThat(made.path("onBehalfOf").path("account").asString()).isEqualTo("staff3");
        complete(id, "head2");
    }

    /** The deputy of the one who decides is the subject: then the principal alone. */
    @Test
    void aDeputyDoesNotDecideOnThemselves() {
        new Deputations(this.jdbc).begin("head1", "staff1");
        String id = this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data", Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-07", "purpose", "代理本人"),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        String task = this.office.openTasks(id).get(0).id();
        assertThat(this.office.as("staff1")
            .post("/tasks/" + task + "/complete", Map.of("data", Map.of("decision", "approve")))
            .status()).isIn(403, 404);
        complete(id, "head1", "decision", "approve");
    }

}
