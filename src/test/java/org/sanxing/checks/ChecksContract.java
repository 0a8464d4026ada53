package org.sanxing.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.common.Sql;
import org.sanxing.organization.LeaverDuties.Duty;
import org.sanxing.organization.LeaverDuties;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each kind of dead end made real, seen, settled, and gone. */
abstract class ChecksContract {

    private static final Map<String, String> BECAUSE = Map.of("reason", "测试");

    @Autowired
    Office office;

    @Autowired
    Materials materials;

    @Autowired
    Organisation organisation;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    DailyCheck dailyCheck;

    @Autowired
    List<LeaverDuties> holdings;

    private final List<Runnable> undo = new ArrayList<>();

    private Instant before;

    @BeforeEach
    void remember() {
        this.before = this.clock.instant();
    }

    @AfterEach
    void putBack() {
        this.undo.forEach(Runnable::run);
        this.clock.set(this.before.plusSeconds(60));
    }

    private void leaves(String account) {
        this.organisation.active(account, false);
        this.undo.add(() -> this.organisation.active(account, true));
    }

    private JsonNode found(String kind, String caseId) {
        return findings(kind, caseId).stream().findFirst().orElseThrow(() -> new AssertionError("Nothing was found"));
    }

    private List<JsonNode> findings(String kind, String caseId) {
        return this.office.as("sysadmin")
            .get("/checks?all=true")
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("kind").asString().equals(kind))
            .filter((item) -> item.path("caseId").asString("").equals(caseId))
            .toList();
    }

    /** It is on the page too, in words, with the button. */
    private static String link(JsonNode finding, String remedy) {
        return "/admin/checks/" + finding.path("kind").asString() + "/" + finding.path("id").asString() + "/" + remedy;
    }

    private Office.Answer apply(JsonNode finding, String remedy, Map<String, String> body) {
        return this.office.as("sysadmin").post(link(finding, remedy).substring("/admin".length()), body);
    }

    private void settle(JsonNode finding, String remedy, Map<String, String> body) {
        assertThat(this.office.as("sysadmin").page("/admin/checks?all=true").html()).contains(link(finding, remedy))
            .doesNotContain("??");
        assertThat(this.office.as("sysadmin").page(link(finding, remedy)).html())
            .contains(finding.path("text").asString())
            .doesNotContain("??");
        this.organisation.confirm("secadmin", apply(finding, remedy, body));
        assertThat(findings(finding.path("kind").asString(), finding.path("caseId").asString("")))
            .noneMatch((again) -> again.path("id").equals(finding.path("id")));
        apply(finding, remedy, body).refused(409, "finding-settled");
    }

    private JsonNode task(String id, String account) {
        return this.office.as(account).get("/tasks/" + id).ok();
    }

    private List<String> told(String account, String event) {
        return this.office.as(account)
            .notices()
            .stream()
            .filter((item) -> item.path("event").asString().equals(event))
            .map((item) -> item.path("link").asString())
            .toList();
    }

    private List<String> story(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("actor").path("account").asString(event.path("actor").asString("")) + " "
                    + event.path("action").asString())
            .toList();
    }

    private void endProcessOf(Material material) {
        this.runtime.createProcessInstanceQuery()
            .processInstanceBusinessKey(material.id())
            .list()
            .forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "test"));
    }

    @Test
    void putsATaskBackIntoTheListThatIsInNoList() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        this.jdbc.sql("delete from work_item where id = :id").param("id", task).update();
        JsonNode finding = found("casesWithoutTask", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("unlisted");
        settle(finding, "rebuild", Map.of());
        assertThat(material.taskId()).isEqualTo(task);
        assertThat(material.holder()).isEqualTo("head1");
        assertThat(task(task, "head1").path("dueAt").asString()).isNotBlank();
        assertThat(story(material)).contains("sysadmin taskRebuilt");
        material.approve();
    }

    @Test
    void closesAnItemWhoseTaskIsGoneAndContinuesTheCase() {
        Material material = this.materials.inReview("staff1").approve();
        String task = material.taskId();
        assertThat(material.holder()).isEqualTo("supervisor1");
        endProcessOf(material);
        this.jdbc.sql("update work_item set state = 'OPEN', ended_at = null where id = :id").param("id", task).update();
        assertThat(findings("casesWithoutTask", material.id())).extracting((found) -> found.path("reason").asString())
            .containsExactlyInAnyOrder("orphan", "still");
        settle(found("casesWithoutTask", material.id()), "close", Map.of());
        JsonNode still = found("casesWithoutTask", material.id());
        assertThat(apply(still, "restart", Map.of()).invalidFields()).containsExactly("reason");
        settle(still, "restart", BECAUSE);
        assertThat(material.holder()).as("the level where it stood").isEqualTo("supervisor1");
        assertThat(material.version()).isEqualTo(1);
        assertThat(story(material)).contains("sysadmin taskClosed", "sysadmin restarted");
        material.approve();
        assertThat(material.state()).isEqualTo("accepted");
    }

    @Test
    void continuesAReturnedMaterialWithItsAuthor() {
        Material material = this.materials.returned("staff1");
        endProcessOf(material);
        settle(found("casesWithoutTask", material.id()), "restart", BECAUSE);
        assertThat(material.task().path("kind").asString()).isEqualTo("reviseReflection");
        assertThat(material.holder()).isEqualTo("staff1");
    }

    @Test
    void continuesAnAcceptedMaterialWithTheBranch() {
        Material material = this.materials.accepted("staff1");
        endProcessOf(material);
        settle(found("casesWithoutTask", material.id()), "restart", BECAUSE);
        assertThat(material.task().path("kind").asString()).isEqualTo("registerProblems");
        material.register("secretary1");
        assertThat(material.state()).isEqualTo("registered");
    }

    @Test
    void looksUpTheReviewerAnewWhoHasLeft() {
        Material material = this.materials.inReview("staff3");
        String task = material.taskId();
        String due = task(task, "head2").path("dueAt").asString();
        leaves("head2");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("holderLeft");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).isEqualTo("supervisor2");
        assertThat(task(task, "supervisor2").path("dueAt").asString()).isEqualTo(due);
        assertThat(told("supervisor2", "transferred")).contains("/tasks/" + task);
        assertThat(story(material)).contains("sysadmin taskReassigned");
        this.office.as("supervisor2").get(material.path()).ok();
        material.approve();
        assertThat(material.state()).as("there is no level above").isEqualTo("accepted");
    }

    @Test
    void givesATaskToAPersonWhoMayHaveIt() {
        Material material = this.materials.inReview("staff3");
        leaves("head2");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(apply(finding, "reassign", BECAUSE).invalidFields()).containsExactly("to");
        assertThat(apply(finding, "reassign", Map.of("to", "nobody", "reason", "x")).invalidFields())
            .containsExactly("to");
        assertThat(apply(finding, "reassign", Map.of("to", "leader3")).invalidFields()).containsExactly("reason");
        apply(finding, "reassign", Map.of("to", "staff3", "reason", "x")).refused(403, "to-person-concerned");
        apply(finding, "reassign", Map.of("to", "auditor", "reason", "x")).refused(403, "to-administrator");
        apply(finding, "sendAgain", BECAUSE).refused(404);
        settle(finding, "reassign", Map.of("to", "leader3", "reason", "x"));
        assertThat(material.holder()).isEqualTo("leader3");
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor2");
    }

    @Test
    void givesAClaimedTaskBackToTheCommitteeThatItsHolderLeft() {
        Material material = this.materials.accepted("staff1");
        String task = material.taskId();
        this.office.as("organiser1").post("/tasks/" + task + "/claim", null).ok();
        String branch = this.organisation.branchOf("organiser1");
        this.organisation.revoke("organiser1", "organisationOfficer");
        this.undo.add(() -> this.organisation.grant("organiser1", "organisationOfficer", branch));
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("notOfGroup");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).isEmpty();
        assertThat(this.tasks.createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
        material.register("discipline1");
    }

    @Test
    void findsALeaderForACommitteeInWhichNobodyIsLeft() {
        Material material = this.materials.accepted("staff3");
        Stream.of("secretary2", "organiser2", "discipline2").forEach(this::leaves);
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("groupEmpty");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).isEqualTo("leader1");
        material.register("leader1");
    }

    @Test
    void findsATaskWhoseOwnerLeftAfterDelegatingIt() {
        Material material = this.materials.inReview("staff1");
        this.office.as("head1").post("/tasks/" + material.taskId() + "/delegate", Map.of("to", "staff2")).ok();
        leaves("head1");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("ownerLeft");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).isEqualTo("supervisor1");
        assertThat(this.tasks.createTaskQuery().taskId(material.taskId()).singleResult().getOwner()).isNull();
    }

    @Test
    void givesADelegatedTaskBackWhoseDelegateLeft() {
        Material material = this.materials.inReview("staff1");
        this.office.as("head1").post("/tasks/" + material.taskId() + "/transfer", Map.of("to", "leader3")).ok();
        this.office.as("leader3").post("/tasks/" + material.taskId() + "/delegate", Map.of("to", "staff2")).ok();
        leaves("staff2");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("holderLeft");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).as("the owner, whoever holds the level").isEqualTo("leader3");
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor1");
    }

    @Test
    void findsATaskThatItsHolderMayNotDecide() {
        Material material = this.materials.inReview("staff1");
        this.jdbc.sql("update work_item set holder = 'staff1' where id = :id").param("id", material.taskId()).update();
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("concerned");
        settle(finding, "lookUp", BECAUSE);
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void doesWithoutTheOpinionOfAColleagueWhoLeft() {
        Material material = this.materials.inReview("staff1");
        this.office.as("head1")
            .post("/tasks/" + material.taskId() + "/consult",
                    Map.of("to", List.of("staff2"), "reason", "请看", "blocking", true))
            .ok();
        leaves("staff2");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("reason").asString()).isEqualTo("consultedLeft");
        settle(finding, "cancelOpinion", BECAUSE);
        material.approve();
    }

    @Test
    void endsTheMaterialOfAnAuthorWhoLeft() {
        Material material = this.materials.returned("staff1");
        String task = material.taskId();
        leaves("staff1");
        JsonNode finding = found("tasksWithoutDecider", material.id());
        assertThat(finding.path("remedies").valueStream().map((remedy) -> remedy.path("id").asString()))
            .containsExactly("endCase");
        settle(finding, "endCase", BECAUSE);
        assertThat(this.office.as("head1").get(material.path()).ok().path("state").asString()).isEqualTo("ended");
        assertThat(this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(material.id()).count())
            .isZero();
        assertThat(this.tasks.createTaskQuery().taskId(task).count()).isZero();
        assertThat(story(material)).contains("sysadmin ended");
        assertThat(findings("casesWithoutTask", material.id())).isEmpty();
        assertThat(this.office.as("head1").page("/materials/" + material.id()).html()).doesNotContain("??");
        this.undo.forEach(Runnable::run);
        this.undo.clear();
        this.office.as("staff1").post(material.path() + "/submit", null).refused(409);
        assertThat(this.office.as("staff1").page("/materials").html()).doesNotContain("??");
    }

    @Test
    void setsAReminderThatIsMissing() {
        Material material = this.materials.inReview("staff1");
        this.jdbc.sql("update work_item set remind_at = null where id = :id").param("id", material.taskId()).update();
        settle(found("deadlinesUnannounced", material.id()), "remind", Map.of());
        assertThat(this.jdbc.sql("select remind_at from work_item where id = :id")
            .param("id", material.taskId())
            .query((row, number) -> Sql.instantOrNull(row, "remind_at"))
            .single()).isAfter(this.clock.instant());
    }

    @Test
    void reportsWhatIsOverdueWithoutAReport() {
        Material material = this.materials.inReview("staff1");
        this.jdbc.sql("update work_item set due_at = :due, reminded_at = :due where id = :id")
            .param("due", Sql.time(this.clock.instant().minus(Duration.ofDays(2))))
            .param("id", material.taskId())
            .update();
        settle(found("deadlinesUnannounced", material.id()), "announce", Map.of());
        assertThat(told("supervisor1", "escalated")).contains("/materials/" + material.id());
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void triesAFailedStepAgain() {
        String deployment = this.engine.getRepositoryService()
            .createDeployment()
            .addString("FailingProcess.bpmn", FAILING)
            .deploy()
            .getId();
        ManagementService management = this.engine.getManagementService();
        this.undo.add(() -> this.engine.getRepositoryService().deleteDeployment(deployment, true));
        this.runtime.startProcessInstanceByKey("FailingProcess", "failing-case");
        Job job = management.createJobQuery().processDefinitionKey("FailingProcess").singleResult();
        assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(RuntimeException.class);
        management.setJobRetries(job.getId(), 0);
        JsonNode finding = found("jobsFailed", "failing-case");
        assertThat(finding.path("text").asString()).contains("自动计算");
        assertThat(finding.path("detail").asString()).isNotBlank().doesNotContain("\n");
        settle(finding, "tryAgain", Map.of());
        assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries()).isEqualTo(1);
    }

    @Test
    void tellsTheAdministratorOnceADayOnWhateverNode() throws Exception {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        this.jdbc.sql("update work_item set holder = 'staff1' where id = :id").param("id", task).update();
        this.undo.add(
                () -> this.jdbc.sql("update work_item set holder = 'head1' where id = :id").param("id", task).update());
        this.jdbc.sql("update daily_check set announced_on = date '2000-01-01'").update();
        int known = told("sysadmin", "deadEndsFound").size();
        Instant midnight = this.clock.instant()
            .atZone(ZoneId.of("Asia/Shanghai"))
            .toLocalDate()
            .plusDays(1)
            .atStartOfDay(ZoneId.of("Asia/Shanghai"))
            .toInstant();
        this.clock.set(midnight.plus(Duration.ofHours(7)));
        this.dailyCheck.check();
        assertThat(told("sysadmin", "deadEndsFound")).as("before eight").hasSize(known);
        this.clock.set(midnight.plus(Duration.ofHours(8)));
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(nodes.submit(() -> {
                    together.await();
                    this.dailyCheck.check();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        finally {
            nodes.shutdown();
        }
        this.clock.set(midnight.plus(Duration.ofHours(15)));
        this.dailyCheck.check();
        assertThat(told("sysadmin", "deadEndsFound")).as("once that day").hasSize(known + 1).contains("/admin/checks");
        this.clock.set(midnight.plus(Duration.ofHours(24 + 13)));
        this.dailyCheck.check();
        assertThat(told("sysadmin", "deadEndsFound")).as("later the next day, as no node ran").hasSize(known + 2);
        this.jdbc.sql("update daily_check set announced_on = date '2000-01-01'").update();
    }

    @Test
    void movesAllThatALeaverHolds() {
        Material own = this.materials.inReview("staff1");
        Material delegated = this.materials.inReview("staff1");
        this.office.as("head1").post("/tasks/" + delegated.taskId() + "/delegate", Map.of("to", "staff2")).ok();
        Material forOther = this.materials.inReview("staff3");
        this.office.as("head2").post("/tasks/" + forOther.taskId() + "/delegate", Map.of("to", "head1")).ok();
        Material asked = this.materials.inReview("staff3");
        this.office.as("head2")
            .post("/tasks/" + asked.taskId() + "/consult", Map.of("to", List.of("head1"), "reason", "请看"))
            .ok();
        Material written = this.materials.inReview("head1").giveBack("请补充");
        LeaverDuties held = this.holdings.stream().filter((one) -> one.id().equals("tasks")).findFirst().orElseThrow();
        List<String> cases = Stream.of(own, delegated, forOther, asked, written).map(Material::id).toList();
        this.transaction.executeWithoutResult((status) -> held.of("head1")
            .stream()
            .filter((holding) -> cases.contains(caseOf(holding)))
            .forEach((holding) -> held.handOver(holding, "head1", holding.movable() ? "leader4" : null, "sysadmin",
                    "离岗")));
        assertThat(own.holder()).isEqualTo("leader4");
        assertThat(delegated.holder()).isEqualTo("staff2");
        assertThat(this.jdbc.sql("select owner from work_item where id = :id")
            .param("id", delegated.taskId())
            .query(String.class)
            .single()).isEqualTo("leader4");
        assertThat(this.tasks.createTaskQuery().taskId(delegated.taskId()).singleResult().getOwner())
            .isEqualTo("leader4");
        assertThat(forOther.holder()).as("back to its owner").isEqualTo("head2");
        assertThat(this.jdbc.sql("select count(*) from task_consultation where case_id = :case and state = 'open'")
            .param("case", asked.id())
            .query(Integer.class)
            .single()).isZero();
        assertThat(written.state()).isEqualTo("ended");
        assertThat(held.of("head1")).noneMatch((holding) -> cases.contains(caseOf(holding)));
        assertThat(told("leader4", "transferred")).contains("/tasks/" + own.taskId());
        assertThat(story(own)).contains("sysadmin taskReassigned");
        own.approve();
        assertThat(own.holder()).isEqualTo("supervisor1");
    }

    @Test
    void releasesWhatALeaverClaimed() {
        Material claimed = this.materials.accepted("staff1");
        this.office.as("organiser1").post("/tasks/" + claimed.taskId() + "/claim", null).ok();
        LeaverDuties held = this.holdings.stream().filter((one) -> one.id().equals("tasks")).findFirst().orElseThrow();
        Duty holding = held.of("organiser1")
            .stream()
            .filter((one) -> one.id().equals(claimed.taskId()))
            .findFirst()
            .orElseThrow();
        assertThat(holding.movable()).isFalse();
        assertThat(holding.noteKey()).isEqualTo("tasks.held.to-group");
        this.transaction.executeWithoutResult((status) -> held.handOver(holding, "organiser1", null, "sysadmin", "离岗"));
        assertThat(claimed.holder()).isEmpty();
        claimed.register("secretary1");
    }

    @Test
    void listsWhatALeaverHoldsInAFixedNumberOfStatements() {
        LeaverDuties held = this.holdings.stream().filter((one) -> one.id().equals("tasks")).findFirst().orElseThrow();
        this.materials.inReview("staff1");
        long few = Office.statements(() -> held.of("head1"));
        this.materials.inReview("staff2");
        this.materials.inReview("staff1");
        assertThat(Office.statements(() -> held.of("head1"))).isEqualTo(few).isLessThanOrEqualTo(2);
    }

    private String caseOf(Duty holding) {
        return this.jdbc.sql("select case_id from work_item where id = :id")
            .param("id", holding.id())
            .query(String.class)
            .single();
    }

    @Test
    void allowsBatchDecisionsByKind() {
        Office.Caller sysadmin = this.office.as("sysadmin");
        assertThat(sysadmin.page("/admin/checks/kinds").html()).doesNotContain("??").contains("审核材料");
        assertThat(sysadmin.get("/task-kinds")
            .ok()
            .path("items")
            .valueStream()
            .filter((kind) -> kind.path("kind").asString().equals("reviewReflection"))
            .findFirst()
            .orElseThrow()
            .path("batchDecisions")
            .valueStream()
            .map(JsonNode::asString)).containsExactly("approve", "return");
        assertThat(sysadmin.put("/task-kinds/reviewReflection", Map.of("batch", true)).ok().path("batch").asBoolean())
            .isTrue();
        assertThat(sysadmin.put("/task-kinds/reviewReflection", Map.of("batch", false)).ok().path("batch").asBoolean())
            .isFalse();
        sysadmin.put("/task-kinds/reviseReflection", Map.of("batch", true)).refused(400);
        sysadmin.put("/task-kinds/unknown", Map.of("batch", true)).refused(404);
        sysadmin.put("/task-kinds/reviewReflection", Map.of()).refused(400);
    }

    @Test
    void isTheSystemAdministratorsAlone() {
        for (String account : List.of("staff1", "head1", "leader1", "secretary1", "auditor", "secadmin")) {
            Office.Caller caller = this.office.as(account);
            caller.get("/checks?all=true").refused(403);
            caller.get("/task-kinds").refused(403);
            caller.put("/task-kinds/reviewReflection", Map.of("batch", true)).refused(403);
            caller.post("/checks/jobsFailed/x/tryAgain", null).refused(403);
            assertThat(caller.page("/admin/checks").status()).isIn(403, 404);
            assertThat(caller.page("/admin/checks/kinds").status()).isIn(403, 404);
        }
        this.office.as("sysadmin").post("/checks/unknown/x/tryAgain", null).refused(404);
        this.office.as("sysadmin").post("/checks/jobsFailed/x/tryAgain", null).refused(409, "finding-settled");
    }

    private static final String FAILING = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Failing"
                targetNamespace="https://sanxing.org/bpmn">
              <bpmn:process id="FailingProcess" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="StartEvent_Begun" />
                <bpmn:sequenceFlow id="SequenceFlow_Begun" sourceRef="StartEvent_Begun" targetRef="Task_Compute" />
                <bpmn:serviceTask id="Task_Compute" name="自动计算" camunda:asyncBefore="true"
                    camunda:expression="${nothingOfThisName}" />
                <bpmn:sequenceFlow id="SequenceFlow_Done" sourceRef="Task_Compute" targetRef="EndEvent_Done" />
                <bpmn:endEvent id="EndEvent_Done" />
              </bpmn:process>
            </bpmn:definitions>
            """;

}
