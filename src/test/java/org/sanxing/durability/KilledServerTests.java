package org.sanxing.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.audit.AuditCommands;
import org.sanxing.durability.Workload.Act;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} in the middle of submissions and decisions, on the default database:
 * what was acknowledged is there afterwards, and nothing is half done. A copy of the file
 * taken the moment before has all of that too.
 */
@Tag("thorough")
class KilledServerTests {

    /** A little less than DatabaseFile keeps a state. */
    private static final Duration KEPT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private final Workload workload = new Workload();

    private final Random random = new Random();

    @Test
    void keepsWhatItAcknowledgedWhenKilled() throws Exception {
        kill(1);
    }

    /** {@code mvn -B verify -Pdurability} */
    @Test
    @Tag("long")
    void keepsWhatItAcknowledgedWhenKilledTenTimes() throws Exception {
        kill(10);
    }

    private void kill(int times) throws Exception {
        Server server = Server.start(this.folder);
        try {
            for (int i = 1; i <= times; i++) {
                int enough = this.workload.count() + 25 + this.random.nextInt(30);
                Workload.Running running = this.workload.start(server);
                Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> this.workload.count() >= enough || running.failed());
                List<Act> before = List.copyOf(this.workload.acknowledged());
                Path copy = copy("copy" + i);
                if (i == 1 && times > 1) {
                    verifyMeanwhile();
                }
                running.announceEnd();
                server.kill();
                running.join();
                isWhole(copy, before);
                server = Server.start(this.folder);
                int events = check(server);
                System.out.printf("Kill %d: %d acknowledged actions all there, %d asked for and found without answer%n",
                        i, this.workload.acknowledged().size(), events - this.workload.acknowledged().size());
            }
        }
        finally {
            server.kill();
        }
    }

    /** The command reads a copy of what the application goes on writing. */
    private void verifyMeanwhile() {
        assertThat(AuditCommands.run(Clock.systemUTC(), "verify", "--sanxing.data=" + this.folder.resolve("data")))
            .hasValue(0);
    }

    /**
     * The database's file as it is at this moment, or rather in these moments: people
     * work on meanwhile, as when the power goes while the disk writes. A copy that took
     * longer than states are kept is none of a moment.
     */
    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(this.folder.resolve(name));
        Duration took = KEPT;
        for (int i = 0; i < 50 && took.compareTo(KEPT) >= 0; i++) {
            long begun = System.nanoTime();
            Files.copy(this.folder.resolve("data/sanxing.mv.db"), copy.resolve("sanxing.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            took = Duration.ofNanos(System.nanoTime() - begun);
        }
        assertThat(took).isLessThan(KEPT);
        return copy;
    }

    /** All of it can be read, and what was acknowledged before is in it. */
    private static void isWhole(Path copy, List<Act> before) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + copy.resolve("sanxing"), "sanxing",
                ""); Statement statement = connection.createStatement()) {
            statement.execute("script to '" + copy.resolve("all.sql") + "'");
            Set<Act> there = new HashSet<>();
            try (ResultSet events = statement
                .executeQuery("select object_id, actor, action, version from audit_event")) {
                while (events.next()) {
                    String action = events.getString(3);
                    there.add(new Act(events.getString(1), events.getString(2),
                            action.equals("resubmitted") ? "submitted" : action,
                            action.equals("registered") ? 0 : events.getInt(4)));
                }
            }
            assertThat(there).as("in a copy taken while people work").containsAll(before);
        }
    }

    private int check(Server server) throws IOException {
        Map<String, Object> verification = server.post("auditor", "/audit/verification", Map.of()).json();
        assertThat(verification).containsEntry("ok", true);
        int found = 0;
        List<Act> acknowledged = new ArrayList<>(this.workload.acknowledged());
        List<Act> asked = new ArrayList<>(this.workload.asked());
        for (Map.Entry<String, String> each : this.workload.materials().entrySet()) {
            String material = each.getValue();
            Map<String, Object> trace = trace(server, material);
            List<Act> acts = acts(trace, material);
            assertThat(acts).as("material " + material)
                .containsAll(acknowledged.stream().filter((act) -> act.material().equals(material)).toList())
                .doesNotHaveDuplicates();
            assertThat(acts.stream().filter((act) -> !act.action().equals("created"))).as("asked for by somebody")
                .allMatch(asked::contains);
            found += acts.size();
            isWholeStep(server, each.getKey(), material, trace, acts);
        }
        return found;
    }

    /** What people did, as the chain tells it. */
    @SuppressWarnings("unchecked")
    private static List<Act> acts(Map<String, Object> trace, String material) {
        List<Act> acts = new ArrayList<>();
        for (Map<String, Object> event : (List<Map<String, Object>>) trace.get("events")) {
            String actor = (String) ((Map<String, Object>) event.get("actor")).get("account");
            String action = (String) event.get("action");
            if (!actor.equals("system")) {
                Integer version = action.equals("registered") ? null : (Integer) event.get("version");
                acts.add(new Act(material, actor, action.equals("resubmitted") ? "submitted" : action,
                        Objects.requireNonNullElse(version, 0)));
            }
        }
        return acts;
    }

    private static Map<String, Object> trace(Server server, String material) throws IOException {
        return server.get("auditor", "/cases/" + material + "/trace").json();
    }

    /**
     * State, version, task, engine and ledger tell the same as the last thing that
     * happened.
     */
    @SuppressWarnings("unchecked")
    private static void isWholeStep(Server server, String author, String material, Map<String, Object> trace,
            List<Act> acts) throws IOException {
        List<Map<String, Object>> events = (List<Map<String, Object>>) trace.get("events");
        String last = (String) events.get(events.size() - 1).get("action");
        long submissions = acts.stream().filter((act) -> act.action().equals("submitted")).count();
        Map<String, Object> now = server.get(author, "/reflections/" + material).json();
        Waiting expected = switch (last) {
            case "created" -> new Waiting("draft", null, null);
            case "submitted", "resubmitted", "approved" ->
                new Waiting("inReview", "reviewReflection", "Task_ReviewReflection");
            case "returned" -> new Waiting("returned", "reviseReflection", "Task_ReviseReflection");
            case "withdrawn" -> new Waiting("draft", "reviseReflection", "Task_ReviseReflection");
            case "accepted" -> new Waiting("accepted", "registerProblems", "Task_RegisterProblems");
            case "registered" -> new Waiting("registered", null, null);
            default -> throw new AssertionError("Unknown action " + last);
        };
        Map<String, Object> task = (Map<String, Object>) now.get("currentTask");
        String waitsAt = ((List<Map<String, Object>>) trace.get("activities")).stream()
            .filter((activity) -> activity.get("endedAt") == null && "userTask".equals(activity.get("type")))
            .map((activity) -> (String) activity.get("elementId"))
            .reduce((one, other) -> one + "," + other)
            .orElse(null);
        assertThat(new Waiting((String) now.get("state"), (task != null) ? (String) task.get("kind") : null, waitsAt))
            .as("material " + material + " after " + last)
            .isEqualTo(expected);
        assertThat(((Integer) now.get("version")).longValue()).isEqualTo(submissions);
        assertThat(server.get(author, "/reflections/" + material + "/versions").items()).hasSize((int) submissions);
        assertThat(server.get("auditor", "/ledger/entries?reflectionId=" + material).items())
            .hasSize(last.equals("registered") ? 2 : 0);
    }

    /**
     * State of the material, kind of its open work item, element where the engine waits.
     */
    record Waiting(String state, String task, String element) {
    }

}
