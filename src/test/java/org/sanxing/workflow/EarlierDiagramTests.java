package org.sanxing.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Leftovers;
import org.sanxing.Materials;
import org.sanxing.Materials.Material;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;
import org.sanxing.rectification.AnnounceDeadlines;
import org.sanxing.tasks.list.Sweep;
import org.sanxing.workflow.CaseHistory.Visit;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases that began before there was {@code ${tell}} and one sub-process for deadlines:
 * their diagrams name a delegate for each notice, and have two messages for each task.
 */
@ApplicationTest
class EarlierDiagramTests {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3");

    private final List<String> deployed = new ArrayList<>();

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CaseHistory history;

    @Autowired
    private AnnounceDeadlines announceDeadlines;

    @Autowired
    private RepositoryService models;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
    }

    @AfterEach
    void asItWas() {
        this.deployed.forEach((id) -> this.models.deleteDeployment(id, true));
        this.clock.set(MovableClock.START);
    }

    private void sweepAt(String moment) {
        this.clock.set(Instant.parse(moment));
        Sweep.run(this.context);
        this.announceDeadlines.sweep();
    }

    private static String text(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }

    private void deploy(String process, String model, String... others) throws IOException {
        DeploymentBuilder deployment = this.models.createDeployment().addString(process + ".bpmn", model);
        for (String other : others) {
            deployment.addString(other.substring(other.lastIndexOf('/') + 1), text(other));
        }
        this.deployed.add(deployment.deploy().getId());
    }

    private void review(String model) throws IOException {
        deploy("ReflectionReviewProcess", model, "processes/reflection/ReviewLevels.dmn",
                "forms/reflection/reflection-write.form", "forms/reflection/reflection-review.form",
                "forms/reflection/reflection-revise.form", "forms/ledger/problem-registration.form");
    }

    private void rectification(String model) throws IOException {
        deploy("RectificationProcess", model, "forms/ledger/rectification.form",
                "forms/ledger/rectification-verification.form", "forms/ledger/close-out-vote.form");
    }

    /** How often the case went through the elements that announce deadlines. */
    private Map<String, Integer> announced(String caseId) {
        Map<String, Integer> visits = new TreeMap<>();
        this.history.of(caseId)
            .orElseThrow()
            .visits()
            .stream()
            .map(Visit::elementId)
            .filter((id) -> id.startsWith("Task_Remind") || id.startsWith("Task_Escalate")
                    || id.startsWith("Task_TellRectification"))
            .forEach((id) -> visits.merge(id, 1, Integer::sum));
        return visits;
    }

    private List<String> told(String account, String caseId) {
        List<String> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = this.office.as(account).get("/notifications?limit=200&cursor=" + cursor).ok();
            page.path("items")
                .valueStream()
                .filter((message) -> message.path("link").asString().contains(caseId))
                .forEach((message) -> events.add(0, message.path("event").asString()));
            cursor = page.path("next").isNull() ? "" : page.path("next").asString();
        }
        while (!cursor.isEmpty());
        return events;
    }

    @Test
    void aMaterialGoesOnToItsEnd() throws IOException {
        review(text("models/ReflectionReviewProcess-before-tell.bpmn"));
        Material material = this.materials.inReview("staff1");
        review(text("processes/reflection/ReflectionReviewProcess.bpmn"));
        sweepAt("2026-11-25T01:00:00Z");
        sweepAt("2026-11-26T16:00:01Z");
        assertThat(announced(material.id())).isEqualTo(Map.of("Task_RemindReview", 1, "Task_EscalateReview", 1));
        material.giveBack("改");
        sweepAt("2026-12-03T01:00:00Z");
        assertThat(announced(material.id())).containsEntry("Task_RemindRevision", 1);
        material.submit().approve().approve();
        sweepAt("2026-12-09T01:00:00Z");
        sweepAt("2026-12-30T01:00:00Z");
        assertThat(announced(material.id())).isEqualTo(Map.of("Task_RemindReview", 1, "Task_EscalateReview", 1,
                "Task_RemindRevision", 1, "Task_RemindRegistration", 1, "Task_EscalateRegistration", 1));
        material.register("organiser1");
        assertThat(this.history.of(material.id()).orElseThrow().ended()).isTrue();
        assertThat(told("head1", material.id())).containsExactly("taskWaiting", "reminded", "taskWaiting");
        assertThat(told("staff1", material.id())).containsExactly("returned", "reminded", "accepted", "registered");
        assertThat(told("supervisor1", material.id())).containsExactly("escalated", "taskWaiting");
    }

    @Test
    void anEntryGoesOnToItsEnd() throws IOException {
        rectification(text("models/RectificationProcess-before-tell.bpmn"));
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        rectification(text("processes/ledger/RectificationProcess.bpmn"));
        sweepAt("2026-12-16T01:00:00Z");
        sweepAt("2026-12-22T01:00:00Z");
        sweepAt("2026-12-24T01:00:00Z");
        sweepAt("2026-12-25T01:00:00Z");
        assertThat(announced(entry.id())).isEqualTo(Map.of("Task_RemindRectification", 2,
                "Task_TellRectificationOverdue", 1, "Task_EscalateRectification", 1));
        entry.request("staff1");
        sweepAt("2026-12-31T16:00:01Z");
        sweepAt("2027-01-20T01:00:00Z");
        assertThat(announced(entry.id())).containsEntry("Task_RemindVerification", 1)
            .containsEntry("Task_EscalateVerification", 1);
        entry.pass("secretary1");
        sweepAt("2027-01-26T01:00:00Z");
        sweepAt("2027-02-20T02:00:00Z");
        assertThat(announced(entry.id())).containsEntry("Task_RemindVote", 1).containsEntry("Task_EscalateVote", 1);
        LEADERS.forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.state()).isEqualTo("closed");
        assertThat(told("staff1", entry.id())).containsExactly("entryAssigned", "rectificationDue", "rectificationDue",
                "rectificationOverdue", "entryClosed");
    }

}
