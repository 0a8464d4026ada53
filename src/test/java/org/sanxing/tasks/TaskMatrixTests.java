package org.sanxing.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Deputations;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.tasks.list.TaskKinds;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the tables of {@code src/docs/tasks.md} and does each cell by the API: it is
 * allowed, or refused with that status and code. What is refused changes nothing; what is
 * allowed is told once in the story of the case, by that person and for the right one.
 */
@ApplicationTest
class TaskMatrixTests {

    private static final Path DOCUMENT = Path.of("src/docs/tasks.md");

    private static final String NOBODY = "–";

    private static final String ALLOWED = "yes";

    /** Who is who, where the state does not say otherwise. */
    private static final Map<String, String> PEOPLE = Map.ofEntries(Map.entry("deputy", "leader3"),
            Map.entry("giver's deputy", "leader1"), Map.entry("committee", "discipline1"),
            Map.entry("other committee", "secretary2"), Map.entry("author", "staff1"),
            Map.entry("author as deputy", "staff1"), Map.entry("consulted", "leader4"), Map.entry("copied", "leader5"),
            Map.entry("auditor", "auditor"), Map.entry("system administrator", "sysadmin"),
            Map.entry("stranger", "staff3"));

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TaskKinds kinds;

    private Deputations deputations;

    private final AtomicInteger targets = new AtomicInteger();

    @BeforeEach
    void allow() {
        this.deputations = new Deputations(this.jdbc);
        this.kinds.allowBatch("reviewReflection", true, "sysadmin");
    }

    @AfterEach
    void forbid() {
        this.kinds.allowBatch("reviewReflection", false, "sysadmin");
        this.deputations.endAll();
    }

    /** A quarter of the cells; another one with {@code -Dsanxing.matrix.seed}. */
    @Test
    void isAsTheDocumentSays() throws IOException {
        long seed = Long.getLong("sanxing.matrix.seed", 1);
        System.out.println("Seed of the cells of the matrix: " + seed);
        Random random = new Random(seed);
        assertThat(check(() -> random.nextInt(4) == 0)).isGreaterThan(400);
    }

    @Test
    @Tag("long")
    void isWhollyAsTheDocumentSays() throws IOException {
        assertThat(check(() -> true)).isGreaterThan(2000);
    }

    private int check(BooleanSupplier chosen) throws IOException {
        Document document = Document.read(Files.readAllLines(DOCUMENT));
        assertThat(document.states().keySet()).containsExactlyElementsOf(STATES.keySet());
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Map.Entry<String, Map<String, Map<String, String>>> state : document.states().entrySet()) {
            cells += check(state.getKey(), state.getValue(), document.legend(), chosen, wrong);
        }
        System.out.println("Cells of the matrix that were done: " + cells);
        Files.write(Path.of("target/tasks-matrix.txt"), wrong);
        assertThat(wrong).isEmpty();
        return cells;
    }

    /**
     * @param table what is expected, by person, then by operation
     */
    private int check(String state, Map<String, Map<String, String>> table, Map<String, String> legend,
            BooleanSupplier chosen, List<String> wrong) {
        Scene scene = STATES.get(state).build(this);
        int cells = 0;
        for (Map.Entry<String, Map<String, String>> row : table.entrySet()) {
            String person = row.getKey();
            for (Map.Entry<String, String> cell : row.getValue().entrySet()) {
                String account = scene.people().get(person);
                String where = state + " / " + person + " / " + cell.getKey();
                if (account == null) {
                    if (!cell.getValue().equals(NOBODY)) {
                        wrong.add(where + ": nobody is this here");
                    }
                    continue;
                }
                if (!chosen.getAsBoolean()) {
                    continue;
                }
                cells++;
                String expected = legend.getOrDefault(cell.getValue(), "? " + cell.getValue());
                String deputation = principal(person, scene).map((of) -> this.deputations.begin(of, account))
                    .orElse(null);
                Map<String, Object> before = snapshot(scene);
                Outcome outcome = run(cell.getKey(), scene, account);
                if (!outcome.text().equals(expected)) {
                    wrong.add(where + ": " + expected + " is written, " + outcome.text() + " happened");
                }
                Map<String, Object> after = snapshot(scene);
                if (outcome.text().equals(ALLOWED)) {
                    told(scene, account,
                            principal(person, scene).filter((of) -> !cell.getKey().equals("urge")).orElse(null), before)
                        .ifPresent((why) -> wrong.add(where + ": " + why));
                    if (cell.getKey().equals("urge")) {
                        this.jdbc.sql("delete from task_urge where task_id = :id").param("id", scene.task()).update();
                    }
                    else if (!cell.getKey().equals("copy")) {
                        scene = STATES.get(state).build(this);
                    }
                }
                else if (!after.equals(before)) {
                    wrong.add(where + ": refused, and yet " + before + " became " + after);
                }
                if (deputation != null) {
                    this.deputations.end(deputation);
                }
            }
        }
        return cells;
    }

    private static Optional<String> principal(String person, Scene scene) {
        return Optional.ofNullable(switch (person) {
            case "deputy", "author as deputy" -> scene.people().getOrDefault("holder", scene.people().get("principal"));
            case "giver's deputy" -> scene.people().get("giver");
            default -> null;
        });
    }

    private Map<String, Object> snapshot(Scene scene) {
        return this.jdbc.sql("""
                select w.revision, w.holder, w.state, w.owner, w.acted_at, w.taken_back_at, w.entrusted,
                    (select count(*) from work_item o where o.case_id = w.case_id) as items,
                    (select count(*) from task_step s where s.case_id = w.case_id) as steps,
                    (select count(*) from task_consultation c where c.case_id = w.case_id) as asked,
                    (select count(*) from task_consultation c where c.case_id = w.case_id and c.state = 'open') as asks,
                    (select count(*) from task_copy c where c.task_id = w.id) as copies,
                    (select count(*) from task_urge u where u.task_id = w.id) as urges,
                    (select count(*) from review_decision d where d.reflection_id = w.case_id) as decisions,
                    (select r.revision from reflection r where r.id = w.case_id) as reflection,
                    (select a.event_count from audit_chain a where a.chain = w.case_id) as events
                from work_item w where w.id = :id""").param("id", scene.task()).query().singleRow();
    }

    /**
     * What is wrong about the story of the case after an action; empty where it is right.
     */
    private Optional<String> told(Scene scene, String account, @Nullable String onBehalfOf,
            Map<String, Object> before) {
        List<String> told = this.jdbc.sql("""
                select actor, on_behalf_of from audit_event where chain = :case and seq > :seq and actor <> 'system'
                order by seq""")
            .param("case", scene.material().id())
            .param("seq", before.get("events"))
            .query((row, number) -> row.getString("actor") + " for " + row.getString("on_behalf_of"))
            .list();
        List<String> expected = List.of(account + " for " + onBehalfOf);
        return told.equals(expected) ? Optional.empty() : Optional.of("told as " + told + " and not as " + expected);
    }

    private Outcome run(String operation, Scene scene, String account) {
        Office.Caller caller = this.office.as(account);
        String task = "/tasks/" + scene.task();
        Map<String, Object> to = Map.of("to", "organiser2", "reason", "请办理");
        return switch (operation) {
            case "claim", "recall" -> Outcome.of(caller.post(task + "/" + operation, null));
            case "release" -> Outcome.of(caller.post(task + "/release", Map.of("reason", "退回")));
            case "take back" -> Outcome.of(caller.post(task + "/take-back", Map.of("reason", "看错了")));
            case "urge" -> Outcome.of(caller.post(task + "/urge", Map.of("reason", "请尽快")));
            case "transfer", "delegate", "consult" -> Outcome.of(caller.post(task + "/" + operation, to));
            case "copy" -> Outcome.of(caller.post(task + "/copy", Map.of("to",
                    List.of("organiser2", "discipline2", "head2").get(this.targets.getAndIncrement() % 3))));
            case "cancel consultation" ->
                Outcome.of(caller.post(task + "/consultations/" + scene.consultation() + "/cancel", null));
            case "withdraw" -> Outcome.of(caller.post(scene.material().path() + "/withdraw", null));
            case "complete" -> Outcome.of(caller.post(task + "/complete", Map.of("data", scene.data())));
            case "batch" -> Outcome.ofBatch(caller.post("/tasks/batch",
                    Map.of("kind", scene.kind(), "items", List.of(Map.of("id", scene.task(), "data", scene.data())))));
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private interface State {

        Scene build(TaskMatrixTests test);

    }

    private static final Map<String, State> STATES = new LinkedHashMap<>();

    static {
        STATES.put("open with one person", (test) -> test.reviewed().scene("supervisor1", null));
        STATES.put("open with a group", (test) -> test.offered().scene(null, null));
        STATES.put("claimed from a group", (test) -> test.claimed().scene("organiser1", null));
        STATES.put("transferred",
                (test) -> test.reviewed()
                    .does("supervisor1", "transfer", Map.of("to", "leader2"))
                    .scene("leader2", "supervisor1"));
        STATES.put("transferred out of a group",
                (test) -> test.claimed()
                    .does("organiser1", "transfer", Map.of("to", "leader2"))
                    .scene("leader2", "organiser1"));
        STATES.put("delegated",
                (test) -> test.reviewed()
                    .does("supervisor1", "delegate", Map.of("to", "leader2"))
                    .scene("leader2", "supervisor1"));
        STATES.put("consulting", (test) -> test.consulting(false).scene("supervisor1", null));
        STATES.put("consulting and waiting", (test) -> test.consulting(true).scene("supervisor1", null));
        STATES.put("an opinion that is asked",
                (test) -> test.consulting(true).opinion().scene("leader4", "supervisor1"));
        STATES.put("with the author to revise", (test) -> test.reviewed().decided().next().scene("staff1", null));
        STATES.put("done and untouched since", (test) -> test.reviewed().decided().scene("supervisor1", null));
        STATES.put("done and acted on since", (test) -> test.reviewed().decided().saved().scene("supervisor1", null));
        STATES.put("done and taken back",
                (test) -> test.reviewed()
                    .decided()
                    .does("supervisor1", "take-back", Map.of())
                    .scene("supervisor1", null));
        STATES.put("withdrawn", (test) -> test.started().withdrawn().scene("head1", null));
        STATES.put("registered", (test) -> test.claimed().registered().scene("organiser1", null));
    }

    private Way started() {
        Material material = this.materials.inReview("staff1");
        return new Way(material).does("head1", "consult", Map.of("to", "leader4", "reason", "请提意见"))
            .does("head1", "copy", Map.of("to", "leader5"));
    }

    private Way reviewed() {
        Way way = started();
        way.material.approve();
        return way.next();
    }

    private Way offered() {
        Way way = reviewed();
        way.material.approve();
        way.next();
        way.earlier = "supervisor1";
        way.data = Map.of("entries",
                this.office.as("secretary1").get("/tasks/" + way.task).ok().path("data").path("entries"));
        return way;
    }

    private Way claimed() {
        return offered().does("organiser1", "claim", null);
    }

    private Way consulting(boolean blocking) {
        Way way = reviewed().does("supervisor1", "consult",
                Map.of("to", "leader4", "reason", "请提意见", "blocking", blocking));
        way.consultation = this.jdbc.sql("select id from task_consultation where task_id = :task and state = 'open'")
            .param("task", way.task)
            .query(String.class)
            .single();
        return way;
    }

    /** To a state. */
    private final class Way {

        private final Material material;

        private String task;

        private String kind;

        private String consultation = "none";

        private @Nullable String earlier = "head1";

        private Map<String, Object> data = Map.of("decision", "return", "opinion", "请改");

        private Way(Material material) {
            this.material = material;
            next();
            this.earlier = null;
        }

        private Way next() {
            JsonNode open = this.material.task();
            this.task = open.path("id").asString();
            this.kind = open.path("kind").asString();
            this.earlier = "head1";
            if (this.kind.equals("reviseReflection")) {
                this.data = this.material.campaign().content("reflection-2.json");
            }
            return this;
        }

        private Way does(String account, String operation, @Nullable Object body) {
            TaskMatrixTests.this.office.as(account).post("/tasks/" + this.task + "/" + operation, body).ok();
            return this;
        }

        private Way decided() {
            return does("supervisor1", "complete", Map.of("data", this.data));
        }

        private Way registered() {
            return does("organiser1", "complete", Map.of("data", this.data));
        }

        private Way saved() {
            this.material.save(this.material.campaign().content("reflection-2.json"));
            return this;
        }

        private Way withdrawn() {
            this.material.withdraw();
            return this;
        }

        private Way opinion() {
            this.task = TaskMatrixTests.this.jdbc
                .sql("select id from work_item where parent_id = :parent and state = 'OPEN'")
                .param("parent", this.task)
                .query(String.class)
                .single();
            this.kind = "giveOpinion";
            this.consultation = "none";
            this.data = Map.of("opinion", "没有意见");
            return this;
        }

        private Scene scene(@Nullable String holder, @Nullable String giver) {
            Map<String, String> people = new HashMap<>(PEOPLE);
            if (holder != null) {
                people.put("holder", holder);
                people.values().removeIf((account) -> account.equals(holder));
                people.put("holder", holder);
            }
            else {
                people.put("principal", "organiser1");
            }
            if (giver != null) {
                people.put("giver", giver);
            }
            else {
                people.remove("giver's deputy");
            }
            if (this.earlier != null) {
                people.put("earlier reviewer", this.earlier);
            }
            return new Scene(this.material, this.task, this.kind, this.consultation, this.data, people);
        }

    }

    private record Scene(Material material, String task, String kind, String consultation, Map<String, Object> data,
            Map<String, String> people) {

    }

    /**
     * @param text {@code yes}, or status and code
     */
    private record Outcome(String text) {

        static Outcome of(Office.Answer answer) {
            if (answer.status() < 300) {
                return new Outcome(ALLOWED);
            }
            return new Outcome(answer.status() + " " + answer.refused(answer.status()).path("code").asString());
        }

        static Outcome ofBatch(Office.Answer answer) {
            if (answer.status() >= 300) {
                return of(answer);
            }
            JsonNode report = answer.json().path("items").path(0);
            return new Outcome(report.path("ok").asBoolean() ? ALLOWED
                    : report.path("status").asInt() + " " + report.path("code").asString());
        }

    }

    /**
     * The tables of the document.
     *
     * @param legend status and code by what stands in a cell
     * @param states cells by state, person and operation
     */
    private record Document(Map<String, String> legend, Map<String, Map<String, Map<String, String>>> states) {

        static Document read(List<String> lines) {
            Map<String, String> legend = new LinkedHashMap<>();
            Map<String, Map<String, Map<String, String>>> states = new LinkedHashMap<>();
            String heading = "";
            List<String> header = List.of();
            for (String line : lines) {
                if (line.startsWith("#")) {
                    heading = line.replaceFirst("^#+ ", "");
                    header = List.of();
                }
                if (!line.startsWith("| ") || line.startsWith("| ---")) {
                    continue;
                }
                List<String> cells = List.of(line.substring(2, line.lastIndexOf('|')).split("\\|"))
                    .stream()
                    .map(String::strip)
                    .toList();
                if (header.isEmpty()) {
                    header = cells;
                }
                else if (header.get(0).equals("Cell")) {
                    String status = cells.get(1);
                    legend.put(cells.get(0),
                            status.equals("2xx") ? ALLOWED : status + " " + cells.get(2).replace("`", ""));
                }
                else if (header.get(0).equals("Who")) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 1; i < header.size(); i++) {
                        row.put(header.get(i), cells.get(i));
                    }
                    states.computeIfAbsent(heading, (name) -> new LinkedHashMap<>()).put(cells.get(0), row);
                }
            }
            return new Document(legend, states);
        }

    }

}
