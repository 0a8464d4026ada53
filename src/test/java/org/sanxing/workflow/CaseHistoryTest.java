package org.sanxing.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanxing.workflow.CaseHistory.CaseRun;
import org.sanxing.workflow.CaseHistory.Visit;

import static org.assertj.core.api.Assertions.assertThat;

/** Small processes on an engine of their own, without Spring. */
class CaseHistoryTest {

    private static ProcessEngine engine;

    private static CaseHistory history;

    private Instant now = Instant.parse("2026-11-22T06:00:00Z");

    @BeforeAll
    static void start() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:case-history;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("case-history");
        configuration.setHistory("activity");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setIdGenerator(() -> java.util.UUID.randomUUID().toString());
        engine = configuration.buildProcessEngine();
        history = new CaseHistory(engine.getHistoryService(), engine.getRepositoryService());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    private static BpmnModelInstance review() {
        return Bpmn.createExecutableProcess("Review")
            .startEvent("Start")
            .sequenceFlowId("ToReview")
            .userTask("Task_Review")
            .name("Review it")
            .camundaAssignee("head1")
            .sequenceFlowId("ToDecision")
            .exclusiveGateway("Decision")
            .sequenceFlowId("Approved")
            .condition("approved", "${decision == 'approve'}")
            .endEvent("End")
            .moveToNode("Decision")
            .sequenceFlowId("Returned")
            .condition("returned", "${decision == 'return'}")
            .userTask("Task_Revise")
            .camundaAssignee("staff1")
            .sequenceFlowId("Back")
            .connectTo("Task_Review")
            .moveToActivity("Task_Review")
            .boundaryEvent("Withdrawn")
            .message("Msg_Withdrawn")
            .sequenceFlowId("ToRevise")
            .connectTo("Task_Revise")
            .moveToActivity("Task_Review")
            .boundaryEvent("Reminder")
            .cancelActivity(false)
            .message("Msg_Reminder")
            .sequenceFlowId("ToReminded")
            .endEvent("Reminded")
            .done();
    }

    private void deploy(BpmnModelInstance model) {
        engine.getRepositoryService().createDeployment().addModelInstance("model.bpmn", model).deploy();
    }

    /** Each step at a later time, unless the test is about steps of one moment. */
    private void complete(String caseId, Map<String, Object> variables) {
        this.now = this.now.plusSeconds(60);
        ClockUtil.setCurrentTime(Date.from(this.now));
        TaskService tasks = engine.getTaskService();
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(caseId).singleResult();
        tasks.complete(task.getId(), variables);
    }

    private void message(String caseId, String message) {
        this.now = this.now.plusSeconds(60);
        ClockUtil.setCurrentTime(Date.from(this.now));
        engine.getRuntimeService().createMessageCorrelation(message).processInstanceBusinessKey(caseId).correlate();
    }

    private CaseRun start(String caseId) {
        ClockUtil.setCurrentTime(Date.from(this.now));
        engine.getRuntimeService().startProcessInstanceByKey("Review", caseId);
        return run(caseId);
    }

    private CaseRun run(String caseId) {
        return history.of(caseId).orElseThrow();
    }

    @Test
    void knowsNothingOfACaseThatNeverRan() {
        assertThat(history.of("nobody")).isEmpty();
    }

    @Test
    void tellsWhereACaseWaits() {
        deploy(review());
        CaseRun run = start("waiting");
        assertThat(run.processKey()).isEqualTo("Review");
        assertThat(run.ended()).isFalse();
        assertThat(run.flows()).containsExactly("ToReview");
        assertThat(run.visits()).extracting(Visit::elementId).containsExactly("Start", "Task_Review");
        Visit waiting = run.visits().get(1);
        assertThat(waiting.name()).isEqualTo("Review it");
        assertThat(waiting.type()).isEqualTo("userTask");
        assertThat(waiting.actor()).isEqualTo("head1");
        assertThat(waiting.startedAt()).isEqualTo(this.now);
        assertThat(waiting.endedAt()).isNull();
    }

    @Test
    void takesOnlyTheFlowsThatWereTaken() {
        deploy(review());
        start("straight");
        complete("straight", Map.of("decision", "approve"));
        CaseRun run = run("straight");
        assertThat(run.ended()).isTrue();
        assertThat(run.flows()).containsExactly("ToReview", "ToDecision", "Approved");
    }

    @Test
    void forgetsOnlyWhatEndedLongAgoAndWhereThatIsWanted() {
        deploy(review());
        start("long ago");
        complete("long ago", Map.of("decision", "approve"));
        start("still running");
        Instant later = this.now.plus(Duration.ofDays(800));
        new PurgeEngineHistory(engine.getHistoryService(), Clock.fixed(later, ZoneOffset.UTC),
                new EngineRetention(null))
            .purge();
        assertThat(history.of("long ago")).isPresent();
        new PurgeEngineHistory(engine.getHistoryService(), Clock.fixed(later, ZoneOffset.UTC),
                new EngineRetention(Period.ofYears(3)))
            .purge();
        assertThat(history.of("long ago")).isPresent();
        new PurgeEngineHistory(engine.getHistoryService(), Clock.fixed(later, ZoneOffset.UTC),
                new EngineRetention(Period.ofYears(2)))
            .purge();
        assertThat(history.of("long ago")).isEmpty();
        assertThat(run("still running").visits()).isNotEmpty();
    }

    @Test
    void followsALoopRoundAndRound() {
        deploy(review());
        start("loop");
        complete("loop", Map.of("decision", "return"));
        assertThat(run("loop").flows()).containsExactly("ToReview", "ToDecision", "Returned");
        complete("loop", Map.of());
        assertThat(run("loop").flows()).containsExactly("ToReview", "ToDecision", "Returned", "Back");
        complete("loop", Map.of("decision", "return"));
        complete("loop", Map.of());
        complete("loop", Map.of("decision", "approve"));
        CaseRun run = run("loop");
        assertThat(run.flows()).containsExactlyInAnyOrder("ToReview", "ToDecision", "Returned", "Back", "Approved");
        assertThat(run.visits()).extracting(Visit::elementId)
            .containsExactly("Start", "Task_Review", "Decision", "Task_Revise", "Task_Review", "Decision",
                    "Task_Revise", "Task_Review", "Decision", "End");
    }

    @Test
    void tellsAllThatRanButDrawsTheNewest() {
        deploy(review());
        start("again");
        complete("again", Map.of("decision", "approve"));
        this.now = this.now.plusSeconds(60);
        CaseRun run = start("again");
        assertThat(run.ended()).isFalse();
        assertThat(run.visits()).extracting(Visit::elementId).containsExactly("Start", "Task_Review");
        assertThat(run.flows()).containsExactly("ToReview");
        assertThat(run.earlier()).extracting(Visit::elementId)
            .containsExactly("Start", "Task_Review", "Decision", "End");
        assertThat(run.allVisits()).hasSize(6);
    }

    @Test
    void doesNotLeaveACancelledTaskByItsFlow() {
        deploy(review());
        start("withdrawn");
        message("withdrawn", "Msg_Withdrawn");
        CaseRun run = run("withdrawn");
        assertThat(run.flows()).containsExactly("ToReview", "ToRevise");
        assertThat(run.visits()).extracting(Visit::elementId)
            .containsExactlyInAnyOrder("Start", "Task_Review", "Withdrawn", "Task_Revise");
        assertThat(run.visits()).filteredOn(Visit::cancelled)
            .extracting(Visit::elementId)
            .containsExactly("Task_Review");
        complete("withdrawn", Map.of());
        complete("withdrawn", Map.of("decision", "approve"));
        assertThat(run("withdrawn").flows()).containsExactlyInAnyOrder("ToReview", "ToRevise", "Back", "ToDecision",
                "Approved");
    }

    @Test
    void showsTheEventsThatLeaveTheTaskStanding() {
        deploy(review());
        start("reminded");
        message("reminded", "Msg_Reminder");
        CaseRun run = run("reminded");
        assertThat(run.flows()).containsExactlyInAnyOrder("ToReview", "ToReminded");
        assertThat(run.visits()).filteredOn((visit) -> visit.endedAt() == null)
            .extracting(Visit::elementId)
            .containsExactly("Task_Review");
    }

    @Test
    void keepsTheDiagramOfTheVersionThatRan() {
        deploy(review());
        CaseRun before = start("old");
        BpmnModelInstance other = review();
        other.getModelElementById("Task_Review").setAttributeValue("name", "Quite different");
        deploy(other);
        CaseRun after = run("old");
        assertThat(after.processVersion()).isEqualTo(before.processVersion());
        assertThat(after.diagram()).contains("Review it").doesNotContain("Quite different");
        start("new");
        assertThat(run("new").processVersion()).isEqualTo(before.processVersion() + 1);
        assertThat(run("new").diagram()).contains("Quite different");
    }

    @Test
    void followsEveryBranchOfAFork() {
        deploy(Bpmn.createExecutableProcess("Review")
            .startEvent("Start")
            .sequenceFlowId("ToFork")
            .parallelGateway("Fork")
            .sequenceFlowId("ToA")
            .manualTask("A")
            .sequenceFlowId("FromA")
            .parallelGateway("Join")
            .sequenceFlowId("ToEnd")
            .endEvent("End")
            .moveToNode("Fork")
            .sequenceFlowId("ToB")
            .manualTask("B")
            .sequenceFlowId("FromB")
            .connectTo("Join")
            .done());
        assertThat(start("fork").flows()).containsExactlyInAnyOrder("ToFork", "ToA", "ToB", "FromA", "FromB", "ToEnd");
    }

    @Test
    void leavesAnActivityWithInstancesOnce() {
        deploy(Bpmn.createExecutableProcess("Review")
            .startEvent("Start")
            .sequenceFlowId("ToEach")
            .manualTask("Each")
            .multiInstance()
            .cardinality("3")
            .sequential()
            .multiInstanceDone()
            .sequenceFlowId("ToEnd")
            .endEvent("End")
            .done());
        CaseRun run = start("several");
        assertThat(run.flows()).containsExactly("ToEach", "ToEnd");
        assertThat(run.visits()).extracting(Visit::elementId).containsExactly("Start", "Each", "Each", "Each", "End");
    }

    @Test
    void doesNotMixUpTwoPathsOfTheSameMoment() {
        Instant t = this.now;
        List<Visit> visits = List.of(new Visit("Start", null, "startEvent", null, t, t, false),
                new Visit("Task_Review", null, "userTask", "head1", t, t, false),
                new Visit("Decision", null, "exclusiveGateway", null, t, t, false),
                new Visit("Task_Revise", null, "userTask", "staff1", t, t, false),
                new Visit("Task_Review", null, "userTask", "head1", t, t, false),
                new Visit("Decision", null, "exclusiveGateway", null, t, t, false),
                new Visit("End", null, "noneEndEvent", null, t, t, false));
        assertThat(CaseHistory.flows(review(), visits)).containsExactly("ToReview", "ToDecision", "Returned", "Back",
                "Approved");
        assertThat(CaseHistory.flows(review(), visits.subList(0, 6))).doesNotContain("Approved");
    }

    @Test
    void prefersTheEventThatCancelledATaskWhereBothLeadToTheSameStep() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("Review")
            .startEvent("Start")
            .sequenceFlowId("ToTask")
            .userTask("Task")
            .sequenceFlowId("Done")
            .manualTask("Next")
            .moveToActivity("Task")
            .boundaryEvent("Interrupted")
            .message("Msg_Interrupted")
            .sequenceFlowId("Cancelled")
            .connectTo("Next")
            .done();
        Instant t = this.now;
        // The engine writes the end of the task a moment after that of the event.
        List<Visit> visits = List.of(new Visit("Start", null, "startEvent", null, t, t, false),
                new Visit("Task", null, "userTask", "head1", t, t.plusMillis(2), true),
                new Visit("Interrupted", null, "boundaryMessage", null, t.plusMillis(1), t.plusMillis(1), false),
                new Visit("Next", null, "manualTask", null, t.plusMillis(2), t.plusMillis(2), false));
        assertThat(CaseHistory.flows(model, visits)).containsExactly("ToTask", "Cancelled");
    }

}
