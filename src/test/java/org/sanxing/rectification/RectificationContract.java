package org.sanxing.rectification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Rectification on a real database: the whole path, and several people at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RectificationContract {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3", "leader4", "leader5");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private Entry entry(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
    }

    private Entry voting() {
        Entry entry = entry("staff2");
        entry.request("staff2").pass("secretary1");
        return entry;
    }

    /** All of them, begun at the same moment. */
    private static List<Office.Answer> together(List<Callable<Office.Answer>> actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch ready = new CountDownLatch(actions.size());
            List<Future<Office.Answer>> futures = new ArrayList<>();
            for (Callable<Office.Answer> action : actions) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return action.call();
                }));
            }
            List<Office.Answer> answers = new ArrayList<>();
            for (Future<Office.Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
        finally {
            threads.shutdownNow();
        }
    }

    private List<Office.Answer> voteTogether(Entry entry, List<String> voters, String vote) throws Exception {
        List<Callable<Office.Answer>> votes = new ArrayList<>();
        for (String voter : voters) {
            String task = entry.task(voter, "voteCloseOut").orElseThrow();
            votes.add(() -> entry.complete(voter, task, Map.of("vote", vote, "opinion", "我的意见")));
        }
        return together(votes);
    }

    /** Once for all of them: it reads the whole record. */
    @AfterAll
    void chainsAreWhole() {
        JsonNode verification = this.office.as("auditor").post("/audit/verification", null).ok();
        assertThat(verification.path("failures").valueStream().toList()).isEmpty();
    }

    @Test
    void goesTheWholePath() {
        Entry entry = entry("staff2");
        Office.Caller staff = this.office.as("staff2");
        staff
            .put(entry.path() + "/measures",
                    Map.of("measures", List.of(Map.of("text", "每周例会通报", "standard", "连续四周", "dueOn", "2026-12-10"))))
            .ok();
        staff.post(entry.path() + "/progress", Map.of("text", "已开三次例会 \uD83D\uDE00", "percent", 60)).ok();
        staff.post(entry.path() + "/extension", Map.of("to", "2027-01-15", "reason", "还要走程序")).ok();
        entry
            .complete("secretary1", entry.task("secretary1", "decideExtension").orElseThrow(),
                    Map.of("decision", "grant"))
            .ok();
        entry.request("staff2").verify("secretary1", Map.of("decision", "redo", "opinion", "不具体"));
        entry.request("staff2").pass("discipline1");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "disagree").ok());
        entry.request("staff2").pass("organiser1");
        this.office.as("secretary1").post(entry.path() + "/correct", Map.of("title", "新标题", "reason", "登错了")).ok();
        List.of("leader3", "leader4", "leader5").forEach((leader) -> entry.vote(leader, "agree").ok());
        JsonNode closed = entry.read();
        assertThat(closed.path("state").asString()).isEqualTo("closed");
        assertThat(closed.path("redoCount").asInt()).isEqualTo(2);
        assertThat(closed.path("closings").path(0).path("firstDueOn").asString()).isEqualTo("2026-12-23");
        assertThat(closed.path("closings").path(0).path("dueOn").asString()).isEqualTo("2027-01-15");
        assertThat(closed.path("progress").path(0).path("text").asString()).endsWith("\uD83D\uDE00");
        assertThat(this.office.as("staff2").page("/ledger/" + entry.id()).html()).contains("每周例会通报", "新标题");
        this.office.as("secretary1").post(entry.path() + "/void", Map.of("reason", "r")).refused(409, "entry-is-over");
        assertThat(this.office.as("secretary1")
            .get("/ledger/entries?state=closed&q=" + entry.id().substring(0, 4))
            .ok()
            .path("items")
            .isArray()).isTrue();
    }

    @Test
    void votesCastAtTheSameMomentAreAllRecordedAndDecideOnce() throws Exception {
        Entry entry = voting();
        List<Office.Answer> answers = voteTogether(entry, List.of("leader1", "leader2"), "agree");
        assertThat(answers).extracting(Office.Answer::status).containsOnly(200);
        JsonNode ballot = entry.read().path("votes").path(0);
        assertThat(ballot.path("agree").asInt()).isEqualTo(2);
        assertThat(entry.state()).isEqualTo("voting");
        assertThat(entry.vote("leader3", "agree").ok().path("state").asString()).isEqualTo("closed");
        assertThat(entry.story()).containsOnlyOnce("voted leader1", "voted leader2", "voteDecided system",
                "closed system");
    }

    /** The third decides; those after it are told so, whoever they are. */
    @Test
    void ofFiveAtOnceThreeDecideAndTheOthersComeTooLate() throws Exception {
        for (String vote : List.of("agree", "disagree")) {
            Entry entry = voting();
            List<Office.Answer> answers = voteTogether(entry, LEADERS, vote);
            assertThat(answers).extracting(Office.Answer::status).containsOnly(200, 409);
            assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(3);
            answers.stream().filter((answer) -> answer.status() == 409).forEach((answer) -> answer.refused(409));
            JsonNode read = entry.read();
            assertThat(read.path("state").asString()).isEqualTo(vote.equals("agree") ? "closed" : "rectifying");
            assertThat(read.path("votes").path(0).path(vote).asInt()).isEqualTo(3);
            assertThat(read.path("closings").size() + read.path("redos").size()).isOne();
            assertThat(entry.story()).containsOnlyOnce("voteDecided system");
        }
    }

    @Test
    void whoVotesTwiceAtOnceHasVotedOnce() throws Exception {
        Entry entry = voting();
        String task = entry.task("leader1", "voteCloseOut").orElseThrow();
        List<Office.Answer> answers = together(
                List.of(() -> entry.complete("leader1", task, Map.of("vote", "agree", "opinion", "同意")),
                        () -> entry.complete("leader1", task, Map.of("vote", "disagree", "opinion", "不同意")),
                        () -> entry.complete("leader1", task, Map.of("vote", "abstain", "opinion", "弃权"))));
        assertThat(answers).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 409);
        JsonNode ballot = entry.read().path("votes").path(0);
        assertThat(ballot.path("agree").asInt() + ballot.path("disagree").asInt() + ballot.path("abstain").asInt())
            .isOne();
        assertThat(entry.story()).containsOnlyOnce("voted leader1");
    }

    @Test
    void aVoteAfterTheDecisionComesTooLate() {
        Entry entry = voting();
        String late = entry.task("leader5", "voteCloseOut").orElseThrow();
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        entry.complete("leader5", late, Map.of("vote", "disagree", "opinion", "不同意"))
            .refused(409, "task-already-completed");
        assertThat(entry.complete("secretary1", late, Map.of("vote", "agree")).status()).isIn(403, 404, 409);
        assertThat(entry.read().path("votes").path(0).path("disagree").asInt()).isZero();
    }

    @Test
    void twoWhoVerifyAtOnceDecideOnce() throws Exception {
        Entry entry = entry("staff2");
        entry.request("staff2");
        String task = entry.task("secretary1", "verifyRectification").orElseThrow();
        List<Office.Answer> answers = together(
                List.of(() -> entry.complete("secretary1", task, Map.of("decision", "pass", "opinion", "属实")),
                        () -> entry.complete("organiser1", task, Map.of("decision", "redo", "opinion", "不实"))));
        assertThat(answers).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 409);
        assertThat(entry.read().path("verifications").size()).isOne();
        assertThat(entry.state()).isEqualTo((answers.get(0).status() == 200) ? "voting" : "rectifying");
    }

    @Test
    void closeOutIsAskedForOnceWhileTheEntryIsVoidedOrGivenToAnother() throws Exception {
        Entry entry = entry("staff2");
        String task = entry.task("staff2", "rectify").orElseThrow();
        Map<String, Object> filled = entry.filled("staff2", task, entry.upload("staff2", "会议记录.docx"));
        List<Office.Answer> answers = together(List.of(() -> entry.complete("staff2", task, filled),
                () -> this.office.as("secretary1").post(entry.path() + "/void", Map.of("reason", "重复登记")),
                () -> this.office.as("organiser1")
                    .post(entry.path() + "/reassign", Map.of("responsible", "head1", "reason", "本人调离"))));
        assertThat(answers).extracting(Office.Answer::status).isSubsetOf(200, 403, 404, 409).contains(200);
        // Whoever came first: it is void in the end, and nobody has anything to do on it.
        assertThat(entry.state()).isEqualTo("void");
        for (String account : List.of("staff2", "head1")) {
            assertThat(entry.task(account, "rectify")).isEmpty();
        }
        assertThat(entry.task("discipline1", "verifyRectification")).isEmpty();
    }

}
