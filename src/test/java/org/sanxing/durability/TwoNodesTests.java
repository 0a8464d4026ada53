package org.sanxing.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.Postgres;
import org.sanxing.durability.Server.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes on one PostgreSQL: whoever asks which of them, one decision counts.
 * {@code mvn -B test -Pdurability -Dtest=TwoNodesTests}
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTests {

    private static final int AT_ONCE = 8;

    private static final List<String> AUTHORS = List.of("staff1", "staff2", "staff3", "head1", "head2", "supervisor1",
            "supervisor2", "secretary1", "organiser1", "discipline1", "secretary2", "organiser2", "discipline2",
            "leader1", "leader2", "leader3", "leader4", "leader5");

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    private Postgres database;

    private List<Server> nodes;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.database = Postgres.open();
        String url = "--spring.datasource.url=" + this.database.url();
        String user = "--spring.datasource.username=postgres";
        Path one = Files.createDirectories(folder.resolve("one"));
        Path two = Files.createDirectories(folder.resolve("two"));
        this.nodes = List.of(Server.start(one, url, user), Server.start(two, url, user));
    }

    @AfterAll
    void stop() {
        this.threads.shutdownNow();
        this.nodes.forEach(Server::kill);
        this.database.close();
    }

    @Test
    void oneDecisionCountsWhicheverNodeIsAsked() throws Exception {
        int races = 0;
        for (String author : AUTHORS) {
            String material = submitted(author);
            String state = "inReview";
            while (!state.equals("registered")) {
                Map<String, Object> task = task(material);
                String path = "/tasks/" + task.get("id") + "/complete";
                boolean register = state.equals("accepted");
                List<String> people = register ? committee(author) : List.of(account(task.get("assignee")));
                Map<String, Object> data = register ? registration(people.get(0), task)
                        : Map.of("decision", "approve", "opinion", "同意");
                people.forEach(this::signIn);
                List<Answer> answers = together(
                        (n) -> node(n).post(people.get(n % people.size()), path, Map.of("data", data)));
                assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).isSubsetOf(200, 404, 409);
                state = (String) node(0).get("auditor", "/reflections/" + material).json().get("state");
                races++;
            }
        }
        assertThat(node(1).post("auditor", "/audit/verification", Map.of()).json()).containsEntry("ok", true);
        System.out.printf("Two nodes: %d races of %d decisions, one winner each%n", races, AT_ONCE);
    }

    private String submitted(String author) throws Exception {
        Map<String, Object> campaign = node(0).get(author, "/campaigns").items().get(0);
        @SuppressWarnings("unchecked")
        String category = ((List<Map<String, String>>) campaign.get("categories")).get(0).get("id");
        String id = (String) node(1).post(author, "/reflections", Map.of("campaignId", campaign.get("id")))
            .json()
            .get("id");
        Map<String, Object> problem = Map.of("category", category, "manifestation", "9月例会材料拖到最后一天才送。", "cause",
                "把时限当成别人的事。", "measure", "提前三天送，科室负责人核对。", "deadlineClass", "short", "underWay", true);
        assertThat(node(0)
            .send(author, "PUT", "/reflections/" + id,
                    Map.of("experience", "一年来的工作体会。".repeat(30), "problems", List.of(problem)))
            .status()).isEqualTo(200);
        List<Answer> answers = together((n) -> node(n).send(author, "POST", "/reflections/" + id + "/submit", Map.of(),
                "Idempotency-Key", "submit-" + id));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
        return id;
    }

    private Map<String, Object> task(String material) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Object> task = (Map<String, Object>) node(0).get("auditor", "/reflections/" + material)
            .json()
            .get("currentTask");
        return task;
    }

    private Map<String, Object> registration(String member, Map<String, Object> task) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Object> start = (Map<String, Object>) node(1).get(member, "/tasks/" + task.get("id"))
            .json()
            .get("data");
        return start;
    }

    private static List<String> committee(String author) {
        String branch = List.of("staff3", "head2", "supervisor2", "secretary2", "organiser2", "discipline2")
            .contains(author) ? "2" : "1";
        return List.of("secretary" + branch, "organiser" + branch, "discipline" + branch)
            .stream()
            .filter((member) -> !member.equals(author))
            .toList();
    }

    @SuppressWarnings("unchecked")
    private static String account(Object person) {
        return ((Map<String, String>) person).get("account");
    }

    /** Before the race, so that decisions meet each other and not the hashing. */
    private void signIn(String account) {
        this.nodes.forEach((node) -> {
            try {
                assertThat(node.get(account, "/me").status()).isEqualTo(200);
            }
            catch (IOException ex) {
                throw new AssertionError(ex);
            }
        });
    }

    private Server node(int number) {
        return this.nodes.get(number % this.nodes.size());
    }

    private List<Answer> together(Asked asked) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(AT_ONCE);
        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int number = i;
            all.add(() -> {
                ready.await();
                return asked.of(number);
            });
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : this.threads.invokeAll(all)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private interface Asked {

        Answer of(int number) throws IOException;

    }

}
