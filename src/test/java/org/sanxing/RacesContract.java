package org.sanxing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanxing.Materials.Material;
import org.sanxing.common.Ids;
import org.sanxing.reflection.Versions;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Many at once: one wins, the others are told so, and the record is whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RacesContract {

    private final int tasks;

    private final int atOnce;

    private final int races;

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Versions versions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    RacesContract(int tasks, int atOnce, int races) {
        this.tasks = tasks;
        this.atOnce = atOnce;
        this.races = races;
    }

    /** All of them, begun at the same moment. */
    static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch ready = new CountDownLatch(actions.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> action : actions) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return action.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
        finally {
            threads.shutdownNow();
        }
    }

    private List<String> story(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString())
            .toList();
    }

    /** Once for all of them: it reads the whole record. */
    @AfterAll
    void chainsAreWhole() {
        JsonNode verification = this.office.as("auditor").post("/audit/verification", null).ok();
        assertThat(verification.path("failures").valueStream().toList()).isEmpty();
        assertThat(verification.path("ok").asBoolean()).isTrue();
    }

    /**
     * So that the first submissions wait for nobody: see the digests of the deployment.
     */
    @Test
    void formsAreKeptBeforeAnybodyWritesInThem() {
        assertThat(this.jdbc
            .sql("""
                    select f.name from reflection_form f join audit_row r on r.tbl = 'reflection_form' and r.row_key = f.hash
                    where r.chain = 'models'""")
            .query(String.class)
            .list()).contains("reflection-write", "reflection-revise", "reflection-review");
    }

    /** The first submissions after a form has changed. */
    @Test
    void aFormThatManyKeepAtOnceIsKeptOnce() throws Exception {
        TransactionTemplate transaction = new TransactionTemplate(this.transactions);
        for (int race = 0; race < this.races; race++) {
            String schema = "form " + Ids.next();
            List<String> hashes = together(Collections.nCopies(8,
                    () -> transaction.execute((status) -> this.versions.keepForm("race", schema))));
            assertThat(new HashSet<>(hashes)).hasSize(1);
            assertThat(this.versions.form(hashes.get(0))).isEqualTo(schema);
            assertThat(this.jdbc.sql("select count(*) from reflection_form where schema_text = ?")
                .param(schema)
                .query(Integer.class)
                .single()).isOne();
        }
    }

    @Test
    void oneOfManyDecisionsOnATaskCounts() throws Exception {
        oneOfManyDecisionsCounts(this.tasks, this.atOnce);
    }

    @Test
    @Tag("long")
    void oneOfFiftyDecisionsOnEachOfTwoHundredTasksCounts() throws Exception {
        oneOfManyDecisionsCounts(200, 50);
    }

    private void oneOfManyDecisionsCounts(int tasks, int atOnce) throws Exception {
        // Signed in before, so that the decisions meet each other and not the hashing.
        this.office.as("head1").get("/me").ok();
        for (int i = 0; i < tasks; i++) {
            Material material = this.materials.inReview("staff1");
            String path = "/tasks/" + material.taskId() + "/complete";
            List<Callable<Office.Answer>> actions = new ArrayList<>();
            for (int n = 0; n < atOnce; n++) {
                Map<String, Object> data = (n % 2 == 0) ? Map.of("decision", "approve")
                        : Map.of("decision", "return", "opinion", "改" + n);
                actions.add(() -> this.office.as("head1").post(path, Map.of("data", data)));
            }
            List<Office.Answer> answers = together(actions);
            assertThat(answers).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 409);
            answers.stream()
                .filter((answer) -> answer.status() != 200)
                .forEach((answer) -> answer.refused(answer.status()));
            boolean approved = answers.stream()
                .filter((answer) -> answer.status() == 200)
                .allMatch((answer) -> answer.json().path("state").asString().equals("inReview"));
            assertThat(story(material)).containsExactly("created", "submitted", approved ? "approved" : "returned");
            assertThat(material.read().path("decisions").size()).isOne();
            assertThat(material.task().path("kind").asString())
                .isEqualTo(approved ? "reviewReflection" : "reviseReflection");
        }
        System.out.println("One winner of " + atOnce + " on each of " + tasks + " tasks");
    }

    @Test
    void eitherTheAuthorTakesItBackOrTheHeadDecides() throws Exception {
        this.office.as("head1").get("/me").ok();
        int withdrawn = 0;
        for (int i = 0; i < this.races; i++) {
            Material material = this.materials.inReview("staff1");
            String path = "/tasks/" + material.taskId() + "/complete";
            Callable<Office.Answer> withdraw = () -> this.office.as("staff1").post(material.path() + "/withdraw", null);
            Callable<Office.Answer> approve = () -> this.office.as("head1")
                .post(path, Map.of("data", Map.of("decision", "approve")));
            List<Office.Answer> answers = together(
                    (i % 2 == 0) ? List.of(withdraw, approve) : List.of(approve, withdraw));
            assertThat(answers).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 409);
            JsonNode after = material.read();
            if (after.path("state").asString().equals("draft")) {
                withdrawn++;
                assertThat(after.path("currentTask").path("kind").asString()).isEqualTo("reviseReflection");
                assertThat(after.path("decisions").isEmpty()).isTrue();
                assertThat(story(material)).containsExactly("created", "submitted", "withdrawn");
            }
            else {
                assertThat(after.path("state").asString()).isEqualTo("inReview");
                assertThat(material.holder()).isEqualTo("supervisor1");
                assertThat(after.path("decisions").size()).isOne();
                assertThat(story(material)).containsExactly("created", "submitted", "approved");
            }
        }
        System.out.println("Withdrawn " + withdrawn + " times of " + this.races);
    }

    @Test
    void oneOfManySubmissionsCounts() throws Exception {
        Material material = this.materials.draft("staff2");
        List<Callable<Office.Answer>> actions = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            actions.add(() -> this.office.as("staff2").post(material.path() + "/submit", null));
        }
        assertThat(together(actions)).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 409);
        assertThat(material.version()).isOne();
        assertThat(story(material)).containsExactly("created", "submitted");
    }

    @Test
    void oneOfManyRegistrationsCounts() throws Exception {
        Material material = this.materials.accepted("staff1");
        String path = "/tasks/" + material.taskId();
        JsonNode data = this.office.as("secretary1").get(path).ok().path("data");
        List<Callable<Office.Answer>> actions = new ArrayList<>();
        for (String account : List.of("secretary1", "organiser1", "discipline1", "secretary1", "organiser1")) {
            actions.add(() -> this.office.as(account).post(path + "/complete", Map.of("data", data)));
        }
        assertThat(together(actions)).extracting(Office.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 409);
        assertThat(this.office.as("secretary1")
            .get("/ledger/entries?reflectionId=" + material.id())
            .ok()
            .path("items")
            .size()).isEqualTo(2);
        assertThat(story(material)).containsOnlyOnce("registered");
    }

    @Test
    void oneOfManyBeginningsCounts() throws Exception {
        Materials.Campaign campaign = this.materials.campaign();
        List<Callable<Office.Answer>> actions = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            actions.add(() -> this.office.as("staff2").post("/reflections", Map.of("campaignId", campaign.id())));
        }
        assertThat(together(actions)).extracting(Office.Answer::status).containsOnlyOnce(201).isSubsetOf(201, 409);
        assertThat(this.office.as("staff2").get("/reflections?campaignId=" + campaign.id()).ok().path("items").size())
            .isOne();
    }

}
