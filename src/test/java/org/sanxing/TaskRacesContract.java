package org.sanxing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials.Material;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatList;

/**
 * Two things are done with one task at the same moment: one of them counts, the other is
 * told so, and nobody waits until a lock times out.
 */
abstract class TaskRacesContract {

    /** Less than any lock waits. */
    private static final Duration SOON = Duration.ofSeconds(9);

    private static final Map<String, Object> APPROVE = Map.of("data", Map.of("decision", "approve"));

    private final int races;

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    TaskRacesContract(int races) {
        this.races = races;
    }

    private Callable<Office.Answer> doing(String account, String task, String operation, Object body,
            String... headers) {
        return () -> this.office.as(account).post("/tasks/" + task + "/" + operation, body, headers);
    }

    /** In either order, so that none is always first. */
    private List<Office.Answer> race(int round, List<Callable<Office.Answer>> actions) throws Exception {
        List<Callable<Office.Answer>> order = new ArrayList<>(actions);
        java.util.Collections.rotate(order, round);
        long begun = System.nanoTime();
        List<Office.Answer> answers = new ArrayList<>(RacesContract.together(order));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        java.util.Collections.rotate(answers, -round);
        answers.stream()
            .filter((answer) -> answer.status() >= 300)
            .forEach(
                    (answer) -> assertThat(answer.refused(answer.status()).path("status").asInt()).isIn(403, 404, 409));
        return answers;
    }

    private static void oneCounts(List<Office.Answer> answers) {
        assertThat(answers).extracting(Office.Answer::status).containsOnlyOnce(200);
    }

    private List<String> story(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> !event.path("actor").path("account").asString().equals("system"))
            .map((event) -> event.path("action").asString())
            .skip(2)
            .toList();
    }

    @Test
    void transferOrDecision() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String task = material.taskId();
            List<Office.Answer> answers = race(i, List.of(doing("head1", task, "transfer", Map.of("to", "leader2")),
                    doing("head1", task, "complete", APPROVE)));
            oneCounts(answers);
            boolean transferred = answers.get(0).status() == 200;
            assertThat(material.holder()).isEqualTo(transferred ? "leader2" : "supervisor1");
            assertThatList(story(material)).containsExactly(transferred ? "taskTransferred" : "approved");
        }
    }

    @Test
    void oneOfTheCommitteeClaims() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.accepted("staff1");
            String task = material.taskId();
            List<Office.Answer> answers = race(i, List.of(doing("secretary1", task, "claim", null),
                    doing("organiser1", task, "claim", null), doing("discipline1", task, "claim", null)));
            oneCounts(answers);
            answers.stream().filter((answer) -> answer.status() != 200).forEach((late) -> {
                JsonNode problem = late.refused(409, "task-claimed-already");
                assertThat(problem.path("actor").toString()).contains(material.holder());
                assertThat(problem.path("at").asString()).isNotBlank();
            });
            assertThatList(story(material)).containsOnlyOnce("taskClaimed");
        }
    }

    @Test
    void oneClaimsOrAnotherRegisters() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.accepted("staff1");
            String task = material.taskId();
            JsonNode data = this.office.as("secretary1").get("/tasks/" + task).ok().path("data");
            List<Office.Answer> answers = race(i, List.of(doing("organiser1", task, "claim", null),
                    doing("discipline1", task, "complete", Map.of("data", data))));
            oneCounts(answers);
            answers.stream().filter((answer) -> answer.status() != 200).forEach((late) -> late.refused(409));
            boolean claimed = answers.get(0).status() == 200;
            assertThat(material.state()).isEqualTo(claimed ? "accepted" : "registered");
        }
    }

    @Test
    void oneTakesBackOrTheNextDecides() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String first = material.taskId();
            material.approve();
            List<Office.Answer> answers = race(i, List.of(doing("head1", first, "take-back", null),
                    doing("supervisor1", material.taskId(), "complete", APPROVE)));
            oneCounts(answers);
            boolean back = answers.get(0).status() == 200;
            assertThat(material.state()).isEqualTo(back ? "inReview" : "accepted");
            assertThatList(story(material)).containsExactly("approved", back ? "decisionTakenBack" : "approved");
        }
    }

    @Test
    void oneTakesBackOrTheAuthorSaves() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String first = material.taskId();
            material.giveBack("请改");
            Callable<Office.Answer> save = () -> this.office.as("staff1")
                .put(material.path(), material.campaign().content("reflection-1.json"));
            List<Office.Answer> answers = race(i, List.of(doing("head1", first, "take-back", null), save));
            oneCounts(answers);
            assertThat(material.state()).isEqualTo((answers.get(0).status() == 200) ? "inReview" : "returned");
        }
    }

    @Test
    void theOwnerCallsBackOrTheDelegateHandsBack() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String task = material.taskId();
            oneCounts(race(i, List.of(doing("head1", task, "delegate", Map.of("to", "leader2")),
                    doing("head1", task, "delegate", Map.of("to", "leader3")))));
            String delegate = material.holder();
            List<Office.Answer> answers = race(i,
                    List.of(doing("head1", task, "recall", null), doing(delegate, task, "complete", APPROVE)));
            oneCounts(answers);
            assertThat(material.holder()).isEqualTo("head1");
            assertThatList(story(material)).containsExactly("taskDelegated",
                    (answers.get(0).status() == 200) ? "taskRecalled" : "taskHandedBack");
        }
    }

    @Test
    void anOpinionIsGivenOrCancelledOrDoneWithout() throws Exception {
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String task = material.taskId();
            JsonNode asked = this.office.as("head1")
                .post("/tasks/" + task + "/consult", Map.of("to", "leader4", "reason", "请提意见"))
                .ok()
                .path("consultations")
                .path(0);
            String opinion = this.office.as("leader4")
                .get("/tasks?view=todo&limit=200&kind=giveOpinion&campaignId=" + material.campaign().id())
                .ok()
                .path("items")
                .path(0)
                .path("id")
                .asString();
            List<Callable<Office.Answer>> actions = new ArrayList<>();
            actions.add(doing("leader4", opinion, "complete", Map.of("data", Map.of("opinion", "可以"))));
            actions.add(doing("head1", task, "consultations/" + asked.path("id").asString() + "/cancel", null));
            if (i % 2 == 0) {
                actions.add(doing("head1", task, "complete", APPROVE));
            }
            List<Office.Answer> answers = race(i, actions);
            boolean answered = answers.get(0).status() == 200;
            boolean cancelled = answers.get(1).status() == 200;
            assertThat(answered && cancelled).isFalse();
            assertThat(answered || cancelled || i % 2 == 0).isTrue();
            JsonNode after = this.office.as("head1").get("/tasks/" + task).ok().path("consultations").path(0);
            assertThat(after.path("state").asString()).isEqualTo(answered ? "answered" : "cancelled");
            if (i % 2 == 0) {
                assertThat(answers.get(2).status()).isEqualTo(200);
                assertThat(material.holder()).isEqualTo("supervisor1");
            }
            List<String> expected = new ArrayList<>(List.of("opinionAsked"));
            if (answered) {
                expected.add("opinionGiven");
            }
            if (cancelled) {
                expected.add("opinionCancelled");
            }
            if (i % 2 == 0) {
                expected.add("approved");
            }
            assertThatList(story(material)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void sentTwentyTimesAtOnceHasOneEffect() throws Exception {
        sentTwentyTimesHasOneEffect(Math.min(10, this.races));
    }

    @Test
    @Tag("long")
    void sentTwentyTimesAtOnceHasOneEffectAHundredTimes() throws Exception {
        sentTwentyTimesHasOneEffect(100);
    }

    private void sentTwentyTimesHasOneEffect(int times) throws Exception {
        this.office.as("head1").get("/me").ok();
        for (int i = 0; i < times; i++) {
            Material material = this.materials.inReview("staff1");
            String task = material.taskId();
            String key = UUID.randomUUID().toString();
            boolean decide = i % 2 == 0;
            List<Callable<Office.Answer>> actions = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                actions.add(decide ? doing("head1", task, "complete", APPROVE, "Idempotency-Key", key)
                        : doing("head1", task, "transfer", Map.of("to", "leader2"), "Idempotency-Key", key));
            }
            List<Office.Answer> answers = RacesContract.together(actions);
            assertThat(answers).extracting(Office.Answer::status).containsOnly(200);
            assertThat(answers).extracting(Office.Answer::text).containsOnly(answers.get(0).text());
            assertThatList(story(material)).containsExactly(decide ? "approved" : "taskTransferred");
        }
        System.out.println("20 sends at once, " + times + " times: one effect each");
    }

}
