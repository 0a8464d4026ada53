package org.sanxing.reflection.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.workflow.CaseHistory.CaseRun;
import org.sanxing.workflow.CaseHistory.Visit;
import org.sanxing.workflow.CaseHistory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Every path of {@code ReflectionReviewProcess.bpmn} but those of the deadlines. */
@ApplicationTest
class ReviewProcessTests {

    private static final String[] TO_REVIEW = { "Task_AssignReviewer", "Task_NotifyReviewer", "Task_ReviewReflection" };

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private CaseHistory history;

    @BeforeEach
    void useTheEngine() {
        BpmnAwareTests.init(this.engine);
    }

    private ProcessInstance run(Material material) {
        return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(material.id()).singleResult();
    }

    private CaseRun past(Material material) {
        return this.history.of(material.id()).orElseThrow();
    }

    /** The tasks it went through, in order. */
    private List<String> tasks(Material material) {
        return past(material).visits().stream().map(Visit::elementId).filter((id) -> id.startsWith("Task_")).toList();
    }

    private void waitsAt(Material material, String element, String holder) {
        ProcessInstance run = run(material);
        BpmnAwareTests.assertThat(run).isWaitingAtExactly(element);
        if (!holder.isEmpty()) {
            BpmnAwareTests.assertThat(run).task().isAssignedTo(holder);
        }
        assertThat(material.holder()).isEqualTo(holder);
    }

    private List<String> story(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString() + " " + event.path("actor").path("account").asString())
            .toList();
    }

    @Test
    void everybodyApprovesAndTheBranchRegisters() {
        Material material = this.materials.inReview("staff1");
        waitsAt(material, "Task_ReviewReflection", "head1");
        material.approve();
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
        assertThat(material.state()).isEqualTo("inReview");
        material.approve();
        waitsAt(material, "Task_RegisterProblems", "");
        assertThat(material.state()).isEqualTo("accepted");
        material.register("discipline1");
        assertThat(run(material)).isNull();
        assertThat(material.state()).isEqualTo("registered");
        assertThat(material.task().isNull()).isTrue();
        assertThat(past(material).ended()).isTrue();
        assertThat(past(material).flows())
            .contains("SequenceFlow_ReviewDecisionApprove", "SequenceFlow_FurtherLevelYes",
                    "SequenceFlow_FurtherLevelNo", "SequenceFlow_RegistrationNotified")
            .doesNotContain("SequenceFlow_ReviewDecisionReturn");
        assertThat(tasks(material)).containsExactly("Task_DetermineReviewLevels", "Task_AssignReviewer",
                "Task_NotifyReviewer", "Task_ReviewReflection", "Task_AdvanceReview", "Task_NotifyReviewer",
                "Task_ReviewReflection", "Task_AdvanceReview", "Task_AcceptReflection", "Task_NotifyAccepted",
                "Task_NotifyRegistrars", "Task_RegisterProblems", "Task_OpenLedgerEntries", "Task_NotifyRegistered");
        assertThat(told(material, "staff1")).containsExactlyInAnyOrder("accepted", "registered");
        assertThat(told(material, "head1")).containsExactly("taskWaiting");
        assertThat(told(material, "secretary1")).containsExactly("taskWaiting");
    }

    /**
     * Page by page: other tests move the clock, and tell the same people of other things.
     */
    private List<String> told(Material material, String account) {
        List<String> told = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = this.office.as(account).get("/notifications?limit=200" + next).ok();
            page.path("items")
                .valueStream()
                .filter((message) -> message.path("link").asString().contains(material.id()))
                .forEach((message) -> told.add(message.path("event").asString()));
            next = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
        }
        while (!next.isEmpty());
        return told;
    }

    @Test
    void comesBackToTheHeadWhoReturnedIt() {
        Material material = this.materials.inReview("staff1").giveBack("请写明时间");
        waitsAt(material, "Task_ReviseReflection", "staff1");
        assertThat(material.state()).isEqualTo("returned");
        assertThat(told(material, "staff1")).containsExactly("returned");
        material.submit();
        waitsAt(material, "Task_ReviewReflection", "head1");
        assertThat(material.version()).isEqualTo(2);
        assertThat(tasks(material)).endsWith("Task_NotifyReturned", "Task_ReviseReflection", TO_REVIEW[0], TO_REVIEW[1],
                TO_REVIEW[2]);
        assertThat(tasks(material)).containsOnlyOnce("Task_DetermineReviewLevels");
        material.approve();
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
    }

    @Test
    void comesBackToTheSupervisorWhoReturnedItNotToTheHead() {
        Material material = this.materials.inReview("staff1").approve().giveBack("措施空泛");
        waitsAt(material, "Task_ReviseReflection", "staff1");
        material.submit();
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
        material.approve();
        waitsAt(material, "Task_RegisterProblems", "");
        assertThat(story(material)).containsExactly("created staff1", "submitted staff1", "approved head1",
                "returned supervisor1", "resubmitted staff1", "approved supervisor1", "accepted system");
    }

    @Test
    void isReturnedAsOftenAsNeeded() {
        Material material = this.materials.inReview("staff1");
        material.giveBack("一").submit().giveBack("二").submit().approve();
        material.giveBack("三").submit().giveBack("四").submit();
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
        assertThat(material.version()).isEqualTo(5);
        material.approve();
        assertThat(material.state()).isEqualTo("accepted");
        JsonNode decisions = material.read().path("decisions");
        assertThat(decisions.valueStream().map((decision) -> decision.path("opinion").asString("")))
            .containsExactlyInAnyOrder("一", "二", "", "三", "四", "");
        assertThat(this.office.as("staff1").get(material.path() + "/versions").ok().path("items").size()).isEqualTo(5);
    }

    @Test
    void theAuthorTakesItBackBeforeAnybodyDecided() {
        Material material = this.materials.inReview("staff1").withdraw();
        waitsAt(material, "Task_ReviseReflection", "staff1");
        assertThat(material.state()).isEqualTo("draft");
        assertThat(told(material, "head1")).contains("withdrawn");
        this.office.as("head1").get("/tasks?view=todo&campaignId=" + material.campaign().id()).ok();
        assertThat(this.office.as("head1")
            .get("/tasks?view=todo&campaignId=" + material.campaign().id())
            .ok()
            .path("items")
            .isEmpty()).isTrue();
        material.submit();
        assertThat(material.version()).isEqualTo(2);
        waitsAt(material, "Task_ReviewReflection", "head1");
        assertThat(tasks(material)).containsExactly("Task_DetermineReviewLevels", TO_REVIEW[0], TO_REVIEW[1],
                TO_REVIEW[2], "Task_NotifyWithdrawn", "Task_ReviseReflection", TO_REVIEW[0], TO_REVIEW[1],
                TO_REVIEW[2]);
        assertThat(past(material).visits()).filteredOn((visit) -> visit.elementId().equals("Task_ReviewReflection"))
            .extracting(Visit::cancelled)
            .containsExactly(true, false);
        assertThat(story(material)).containsExactly("created staff1", "submitted staff1", "withdrawn staff1",
                "resubmitted staff1");
    }

    @Test
    void theAuthorTakesANewVersionBackAfterAReturn() {
        Material material = this.materials.returned("staff1").submit().withdraw();
        waitsAt(material, "Task_ReviseReflection", "staff1");
        assertThat(material.state()).isEqualTo("draft");
        material.submit();
        assertThat(material.version()).isEqualTo(3);
        waitsAt(material, "Task_ReviewReflection", "head1");
    }

    @Test
    void comesBackToTheLevelFromWhichItWasTaken() {
        Material material = this.materials.inReview("staff1").approve().giveBack("改").submit().withdraw().submit();
        assertThat(material.version()).isEqualTo(3);
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
    }

    @Test
    void isNotTakenBackOnceSomebodyDecidedOnTheVersion() {
        Material material = this.materials.inReview("staff1").approve();
        JsonNode refusal = this.office.as("staff1").post(material.path() + "/withdraw", null).refused(409);
        assertThat(refusal.path("currentState").asString()).isEqualTo("inReview");
        assertThat(refusal.path("actor").path("account").asString()).isEqualTo("head1");
        assertThat(refusal.path("at").asString()).isNotBlank();
        waitsAt(material, "Task_ReviewReflection", "supervisor1");
        Material returned = this.materials.returned("staff1");
        this.office.as("staff1").post(returned.path() + "/withdraw", null).refused(409);
        waitsAt(returned, "Task_ReviseReflection", "staff1");
        Material accepted = this.materials.accepted("staff1");
        this.office.as("staff1").post(accepted.path() + "/withdraw", null).refused(409);
        Material draft = this.materials.draft("staff1");
        this.office.as("staff1").post(draft.path() + "/withdraw", null).refused(409);
    }

    @Test
    void onlyTheAuthorTakesItBack() {
        Material material = this.materials.inReview("staff1");
        this.office.as("head1").post(material.path() + "/withdraw", null).refused(403);
        this.office.as("staff2").post(material.path() + "/withdraw", null).refused(404);
        waitsAt(material, "Task_ReviewReflection", "head1");
    }

    @Test
    void completingTheReviseTaskSubmits() {
        Material material = this.materials.returned("staff1");
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        content.put("experience", "改过的工作体会");
        JsonNode done = material.decide("staff1", content).ok();
        assertThat(done.path("state").asString()).isEqualTo("inReview");
        assertThat(material.version()).isEqualTo(2);
        assertThat(material.read().path("experience").asString()).isEqualTo("改过的工作体会");
        waitsAt(material, "Task_ReviewReflection", "head1");
    }

    @Test
    void isRegisteredOnce() {
        Material material = this.materials.accepted("staff1");
        String task = material.taskId();
        material.register("organiser1");
        for (String account : List.of("secretary1", "organiser1")) {
            JsonNode refusal = this.office.as(account)
                .post("/tasks/" + task + "/complete", Map.of("data", Map.of("entries", List.of())))
                .refused(409);
            assertThat(refusal.path("actor").path("account").asString()).isEqualTo("organiser1");
            assertThat(refusal.path("at").asString()).isNotBlank();
        }
        assertThat(this.office.as("secretary1")
            .get("/ledger/entries?reflectionId=" + material.id())
            .ok()
            .path("items")
            .size()).isEqualTo(2);
    }

    @Test
    void theAuthorDoesNotRegisterTheirOwn() {
        Material material = this.materials.accepted("secretary1");
        String task = material.taskId();
        JsonNode proposed = this.office.as("organiser1").get("/tasks/" + task).ok().path("data");
        this.office.as("secretary1").post("/tasks/" + task + "/complete", Map.of("data", proposed)).refused(403);
        assertThat(this.office.as("secretary1")
            .get("/tasks?view=todo&campaignId=" + material.campaign().id())
            .ok()
            .path("items")
            .isEmpty()).isTrue();
        this.office.as("secretary2").get("/tasks/" + task).refused(404);
        material.register("organiser1");
        assertThat(material.state()).isEqualTo("registered");
    }

    @Test
    void everyLevelDecidesOnTheNewestVersion() {
        Material material = this.materials.returned("staff1");
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        content.put("experience", "第二版");
        material.save(content);
        assertThat(this.office.as("head1").get(material.path()).ok().path("experience").asString())
            .as("what the head reads while the author writes")
            .isNotEqualTo("第二版");
        material.submit();
        assertThat(this.office.as("head1").get(material.path()).ok().path("experience").asString()).isEqualTo("第二版");
    }

}
