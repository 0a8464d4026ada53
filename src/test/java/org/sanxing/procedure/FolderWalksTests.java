package org.sanxing.procedure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.Organisation;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each path of each procedure that is a folder, by the table {@code paths.txt} beside its
 * models. A path begins with {@code #}; its lines say who does what with which answers,
 * and where the case is then: its state, and the open tasks with who has each ({@code -}
 * for a group). {@code [a,b]} is a list, {@code @} a department by its name.
 */
@ApplicationTest
class FolderWalksTests {

    private static final Path FOLDERS = Path.of("processes");

    private static final Pattern NODE = Pattern
        .compile("<bpmn:(?:startEvent|endEvent|userTask|serviceTask|\\w+Gateway) id=\"(\\w+)\"");

    @Autowired
    private Office office;

    @Autowired
    private Organisation organisation;

    /** The folders whose process declares what its cases are called. */
    static List<Path> folders() throws IOException {
        try (Stream<Path> models = Files.walk(FOLDERS, 2)) {
            return models.filter((file) -> file.toString().endsWith("Process.bpmn"))
                .filter((file) -> text(file).contains("<camunda:property name=\"title\""))
                .map(Path::getParent)
                .sorted()
                .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private static Path model(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter((file) -> file.toString().endsWith(".bpmn")).findFirst().orElseThrow();
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private static String process(Path folder) {
        return model(folder).getFileName().toString().replace(".bpmn", "");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void endsWhereItsTableSays(Path folder) {
        Set<String> visited = new HashSet<>();
        for (String path : text(folder.resolve("paths.txt")).split("(?m)^# ")) {
            if (!path.isBlank()) {
                visited.addAll(new Walk(folder, path).walk());
            }
        }
        Set<String> nodes = NODE.matcher(text(model(folder)))
            .results()
            .map((found) -> found.group(1))
            .collect(Collectors.toSet());
        assertThat(visited).as("what the paths of %s come by", folder).containsAll(nodes);
    }

    @Test
    void noCodeNamesAnyOfThem() throws IOException {
        List<Path> folders = folders();
        assertThat(folders).hasSizeGreaterThanOrEqualTo(5);
        String keys = folders.stream().map((each) -> each.getFileName().toString()).collect(Collectors.joining("|"));
        String processes = folders.stream().map(FolderWalksTests::process).collect(Collectors.joining("|"));
        Pattern named = Pattern.compile("(?:" + processes + ")|(?:processes|forms|procedures)/(?:" + keys + ")\\b");
        Pattern key = Pattern.compile("\"(?:" + keys + ")\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            assertThat(
                    files.filter((file) -> file.toString().matches(".*\\.(java|html|js|properties|sql)"))
                        .filter((file) -> named.matcher(text(file)).find()
                                || (file.toString().contains("/procedure/") && key.matcher(text(file)).find())))
                .isEmpty();
        }
    }

    /** What the API promises of them by name: tasks, and keys of the forms. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    leave      | ApproveLeave ReviseLeave ReportBack ConfirmReturn | kind from to reason handover returnedOn
                    incoming   | Propose Instruct ReadDocument HandleDocument FileDocument | sender senderNumber title docType urgency dueOn proposal leader readers handler opinion result
                    outgoing   | CheckDraft Cosign Recheck SignDocument Acknowledge | docKind title body cosign signatory addressees important
                    pledge     | SignPledge Countersign | year items
                    assignment | Carry ConfirmResult | matter measure lead helpers dueOn priority""")
    void hasWhatIsPromised(String key, String tasks, String fields) throws IOException {
        String diagram = text(model(FOLDERS.resolve(key)));
        assertThat(tasks.split(" ")).allSatisfy((task) -> assertThat(diagram).contains("id=\"Task_" + task + "\""));
        try (Stream<Path> forms = Files.list(Path.of("forms", key))) {
            String all = forms.map(FolderWalksTests::text).collect(Collectors.joining());
            assertThat(fields.split(" ")).allSatisfy((field) -> assertThat(all).contains("\"key\": \"" + field + "\""));
        }
    }

    /** One path, and where it is. */
    private final class Walk {

        private final String key;

        private final String process;

        private final List<String> lines;

        private String caseId = "";

        private String subject = "";

        Walk(Path folder, String path) {
            this.key = folder.getFileName().toString();
            this.process = process(folder);
            this.lines = path.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
        }

        /** The elements that were visited. */
        Set<String> walk() {
            for (String line : this.lines.subList(1, this.lines.size())) {
                try {
                    Matcher state = Pattern.compile("(\\w+):(.*)").matcher(line);
                    if (state.matches()) {
                        stands(state.group(1), state.group(2));
                    }
                    else if (line.startsWith("number ")) {
                        assertThat(read().path("number").asString()).matches(line.substring(7));
                    }
                    else {
                        act(line.split(" "));
                    }
                }
                catch (AssertionError ex) {
                    throw new AssertionError(this.key + ", " + this.lines.get(0) + ", at: " + line, ex);
                }
            }
            Set<String> visited = new HashSet<>();
            FolderWalksTests.this.office.as("auditor")
                .get("/cases/" + this.caseId + "/trace")
                .ok()
                .path("activities")
                .forEach((activity) -> visited.add(activity.path("elementId").asString()));
            return visited;
        }

        private JsonNode read() {
            return FolderWalksTests.this.office.as(this.subject)
                .get("/procedures/" + this.key + "/cases/" + this.caseId)
                .ok();
        }

        private void stands(String state, String tasks) {
            assertThat(read().path("state").asString()).isEqualTo(state);
            Set<String> expected = Arrays.stream(tasks.split(","))
                .map(String::strip)
                .filter((task) -> !task.isEmpty())
                .collect(Collectors.toSet());
            Set<String> open = FolderWalksTests.this.office.openTasks(this.caseId)
                .stream()
                .map((task) -> task.kind().replace(this.process + ".Task_", "") + " "
                        + ((task.holder() != null) ? task.holder() : "-"))
                .collect(Collectors.toSet());
            assertThat(open).isEqualTo(expected);
        }

        private void act(String[] words) {
            Office.Caller actor = FolderWalksTests.this.office.as(words[0]);
            String cases = "/procedures/" + this.key + "/cases";
            switch (words[1]) {
                case "start" -> {
                    this.subject = words[0];
                    this.caseId = actor.post(cases, Map.of("data", data(words), "submit", true))
                        .ok(201)
                        .path("id")
                        .asString();
                }
                case "resubmit" -> {
                    actor.put(cases + "/" + this.caseId, Map.of("data", data(words))).ok();
                    actor.post(cases + "/" + this.caseId + "/submit", null).ok();
                }
                case "withdraw" -> actor.post(cases + "/" + this.caseId + "/withdraw", null).ok();
                case "progress" -> actor.post(cases + "/" + this.caseId + "/progress", Map.of("text", words[2])).ok();
                default ->
                    actor.post("/tasks/" + task(words[1], words[0]) + "/complete", Map.of("data", data(words))).ok();
            }
        }

        private String task(String name, String account) {
            return FolderWalksTests.this.office.openTasks(this.caseId)
                .stream()
                .filter((task) -> task.kind().equals(this.process + ".Task_" + name))
                .filter((task) -> task.holder() == null || task.holder().equals(account))
                .map(Office.OpenTask::id)
                .findFirst()
                .orElseThrow(() -> new AssertionError(account + " has no such task"));
        }

        private Map<String, Object> data(String[] words) {
            Map<String, Object> data = new LinkedHashMap<>();
            for (String word : List.of(words).subList(2, words.length)) {
                String[] answer = word.split("=", 2);
                data.put(answer[0], value(answer[1]));
            }
            return data;
        }

        private Object value(String text) {
            if (text.startsWith("[")) {
                return Arrays.stream(text.substring(1, text.length() - 1).split(",")).map(this::value).toList();
            }
            if (text.startsWith("@")) {
                return FolderWalksTests.this.organisation.idOf(text.substring(1));
            }
            if (text.equals("true")) {
                return true;
            }
            return text.matches("\\d{4}") ? Integer.valueOf(text) : text;
        }

    }

}
