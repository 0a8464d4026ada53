package org.sanxing;

import java.time.Duration;
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
import static org.assertj.core.api.Assertions.assertThatList;

/** Somebody takes a decision back, and decides otherwise; or may not any more. */
@ApplicationTest
class TakeBackTests {

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

    private Office.Answer takeBack(String account, String task) {
        return this.office.as(account).post("/tasks/" + task + "/take-back", Map.of("reason", "看错了"));
    }

    private List<String> story(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> !event.path("actor").path("account").asString().equals("system"))
            .map((event) -> event.path("action").asString())
            .toList();
    }

    @Test
    void approvalBecomesReturn() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        JsonNode before = material.task();
        this.clock.move(Duration.ofHours(30));
        material.approve();
        String undone = material.taskId();
        this.clock.move(Duration.ofHours(1));
        JsonNode again = takeBack("head1", first).ok();
        assertThat(again.path("assignee").path("account").asString()).isEqualTo("head1");
        assertThat(again.path("kind").asString()).isEqualTo("reviewReflection");
        assertThat(again.path("dueAt")).as("the old deadline").isEqualTo(before.path("dueAt"));
        assertThat(material.holder()).isEqualTo("head1");
        assertThat(material.state()).isEqualTo("inReview");
        this.office.as("supervisor1")
            .post("/tasks/" + undone + "/complete", Map.of("data", Map.of("decision", "approve")))
            .refused(409, "task-already-completed");
        assertThat(this.office.as("supervisor1")
            .get("/tasks?view=todo&campaignId=" + material.campaign().id())
            .ok()
            .path("items")).isEmpty();
        material.giveBack("还是请改");
        assertThat(material.state()).isEqualTo("returned");
        assertThatList(story(material)).containsExactly("created", "submitted", "approved", "decisionTakenBack",
                "returned");
        JsonNode told = this.office.as("auditor").get("/cases/" + material.id() + "/trace").ok();
        assertThat(told.toString()).contains("看错了");
    }

    @Test
    void returnBecomesApproval() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        material.giveBack("请改");
        takeBack("head1", first).ok();
        assertThat(material.state()).isEqualTo("inReview");
        this.office.as("staff1")
            .put(material.path(), material.campaign().content("reflection-1.json"))
            .refused(409, "not-editable");
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor1");
        assertThatList(story(material)).containsExactly("created", "submitted", "returned", "decisionTakenBack",
                "approved");
        material.approve().register("secretary1");
        assertThat(material.state()).isEqualTo("registered");
    }

    @Test
    void theLastApprovalIsTakenBackBeforeTheBranchActs() {
        Material material = this.materials.inReview("staff1");
        material.approve();
        String last = material.taskId();
        material.approve();
        assertThat(material.state()).isEqualTo("accepted");
        takeBack("supervisor1", last).ok();
        assertThat(material.state()).isEqualTo("inReview");
        assertThat(material.holder()).isEqualTo("supervisor1");
        assertThat(this.office.as("secretary1")
            .get("/tasks?view=todo&campaignId=" + material.campaign().id())
            .ok()
            .path("items")).isEmpty();
        material.giveBack("请改").save(material.campaign().content("reflection-1.json")).submit();
        assertThat(material.holder()).as("the level that returned it").isEqualTo("supervisor1");
        material.approve().register("organiser1");
    }

    @Test
    void isRefusedOnceSomebodyActed() {
        Material saved = this.materials.inReview("staff1");
        String task = saved.taskId();
        saved.giveBack("请改").save(saved.campaign().content("reflection-1.json"));
        takeBack("head1", task).refused(409, "acted-on-already");
        assertThat(saved.state()).isEqualTo("returned");
        for (String operation : List.of("transfer", "delegate", "consult", "copy")) {
            Material material = this.materials.inReview("staff1");
            String first = material.taskId();
            material.approve();
            this.office.as("supervisor1")
                .post("/tasks/" + material.taskId() + "/" + operation, Map.of("to", "leader2", "reason", "请看"))
                .ok();
            JsonNode problem = takeBack("head1", first).refused(409, "acted-on-already");
            assertThat(problem.path("at").asString()).as(operation).isNotBlank();
        }
        Material accepted = this.materials.inReview("staff1");
        accepted.approve();
        String last = accepted.taskId();
        accepted.approve();
        String registration = accepted.taskId();
        this.office.as("organiser1").post("/tasks/" + registration + "/claim", null).ok();
        this.office.as("organiser1").post("/tasks/" + registration + "/release", null).ok();
        takeBack("supervisor1", last).refused(409, "acted-on-already");
    }

    @Test
    void isRefusedAfterTheNextDecisionAndASecondTime() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        material.approve();
        takeBack("supervisor1", first).refused(403, "not-your-decision");
        takeBack("head2", first).refused(404);
        material.approve();
        takeBack("head1", first).refused(409, "acted-on-already");

        Material other = this.materials.inReview("staff1");
        String once = other.taskId();
        other.approve();
        takeBack("head1", once).ok();
        takeBack("head1", once).refused(409, "taken-back-already");
        takeBack("head1", other.taskId()).refused(409, "not-decided");
    }

    @Test
    void remarksOfItDoNotBindAndItsResolutionsAreUndone() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        material.decide("head1", Map.of("decision", "return", "opinion", "请改", "remarks",
                List.of(Map.of("passage", "experience", "quote", "", "start", 0, "text", "请写具体"))))
            .ok();
        takeBack("head1", first).ok();
        material.approve();
        assertThat(material.holder()).as("the remark does not bind").isEqualTo("supervisor1");

        Material other = this.materials.inReview("staff1");
        other.decide("head1", Map.of("decision", "return", "opinion", "请改", "remarks",
                List.of(Map.of("passage", "experience", "quote", "", "start", 0, "text", "请写具体"))))
            .ok();
        String remark = this.office.as("staff1")
            .get("/tasks/" + other.taskId())
            .ok()
            .path("data")
            .path("remarks")
            .path(0)
            .path("id")
            .asString();
        this.office.as("staff1")
            .post(other.path() + "/submit",
                    Map.of("answers", List.of(Map.of("remarkId", remark, "answer", "done", "text", "已写"))))
            .ok();
        String second = other.taskId();
        other.decide("head1", Map.of("decision", "approve", "resolved", List.of(remark))).ok();
        takeBack("head1", second).ok();
        other.decide("head1", Map.of("decision", "approve")).refused(409, "remarks-open");
        other.decide("head1", Map.of("decision", "approve", "resolved", List.of(remark))).ok();
        assertThat(other.holder()).isEqualTo("supervisor1");
    }

    @Test
    void theAuthorMayWithdrawAgain() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        material.approve();
        this.office.as("staff1").post(material.path() + "/withdraw", null).refused(409, "already-decided");
        takeBack("head1", first).ok();
        material.withdraw().submit();
        assertThat(material.holder()).isEqualTo("head1");
        assertThat(material.version()).isEqualTo(2);
    }

    @Test
    void whoGotItByTransferHasItAgain() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        this.office.as("head1").post("/tasks/" + task + "/transfer", Map.of("to", "leader2")).ok();
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor1");
        takeBack("head1", task).refused(403, "not-your-decision");
        JsonNode again = takeBack("leader2", task).ok();
        assertThat(again.path("assignee").path("account").asString()).isEqualTo("leader2");
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor1");
    }

    @Test
    void anEarlierModelRefusesClearly() {
        Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        material.approve();
        // As in a case that was begun before decisions could be taken back.
        this.jdbc
            .sql("delete from act_ru_event_subscr where event_name_ = 'Msg_DecisionTakenBack' and proc_inst_id_ in"
                    + " (select proc_inst_id_ from act_ru_task where id_ = :task)")
            .param("task", material.taskId())
            .update();
        JsonNode problem = takeBack("head1", first).refused(409, "cannot-be-taken-back");
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(material.holder()).isEqualTo("supervisor1");
        assertThatList(story(material)).containsExactly("created", "submitted", "approved");
        material.approve();
        assertThat(material.state()).isEqualTo("accepted");
    }

}
