package org.sanxing;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a module brings is named nowhere but in the module: a new one is a folder, and no
 * other file changes. What it brings is tried where it is used, with a module made up for
 * the test: the tests of navigation, bundles, task handlers, task forms, case describers
 * and trace words.
 */
class ContributionsTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Pattern BUNDLE = Pattern.compile("messages-([a-z]+)\\.properties");

    private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask id=\"Task_(\\w+)\" name=\"([^\"]*)\"");

    private static final Pattern KIND = Pattern.compile("tasks\\.kind\\.(\\w+)");

    /** What names the elements of a diagram; and a column that is called like a task. */
    private static final String NAMES_TOO = ".*/\\w+Process\\.java|.*/SheetColumn\\.java";

    /** By the module whose they are. */
    private final Map<String, Properties> bundles = new TreeMap<>();

    ContributionsTests() throws IOException {
        for (Path file : files(RESOURCES, ".properties")) {
            Matcher name = BUNDLE.matcher(file.getFileName().toString());
            if (name.matches()) {
                this.bundles.put(name.group(1), read(file));
            }
        }
    }

    @Test
    void everyBundleIsAModules() {
        assertThat(this.bundles).hasSizeGreaterThan(15);
        this.bundles.keySet()
            .forEach((module) -> assertThat(Path.of("src/main/java/org/sanxing", module)).as(module).isDirectory());
    }

    @Test
    void everyKeyIsInOneBundle() throws IOException {
        Map<Object, List<String>> places = new TreeMap<>();
        this.bundles.forEach((module, bundle) -> bundle.keySet()
            .forEach((key) -> places.computeIfAbsent(key, (first) -> new ArrayList<>()).add(module)));
        read(RESOURCES.resolve("messages.properties")).keySet()
            .forEach((key) -> places.computeIfAbsent(key, (first) -> new ArrayList<>()).add("shell"));
        places.values().removeIf((where) -> where.size() == 1);
        assertThat(places).isEmpty();
    }

    @Test
    void aTaskIsCalledTheSameInTheDiagramAndInEveryList() throws IOException {
        Map<String, String> kinds = kinds();
        Map<String, String> drawn = new TreeMap<>();
        for (Path file : files(Path.of("processes"), ".bpmn")) {
            String diagram = Files.readString(file);
            // What a procedure that is models alone calls its steps, no list repeats.
            Matcher task = USER_TASK.matcher(diagram.contains("<camunda:property name=\"title\"") ? "" : diagram);
            while (task.find()) {
                drawn.put(Character.toLowerCase(task.group(1).charAt(0)) + task.group(1).substring(1), task.group(2));
            }
        }
        assertThat(drawn).hasSizeGreaterThan(5).isEqualTo(kinds);
    }

    @Test
    void nobodyNamesTheTasksOfAnotherModule() throws IOException {
        Map<String, String> owners = new TreeMap<>();
        this.bundles.forEach((module, bundle) -> bundle.stringPropertyNames().forEach((key) -> {
            Matcher kind = KIND.matcher(key);
            if (kind.matches()) {
                owners.put(kind.group(1), module);
            }
        }));
        List<String> foreign = new ArrayList<>();
        int seen = 0;
        for (Path file : sources()) {
            String text = Files.readString(file);
            for (Map.Entry<String, String> owner : owners.entrySet()) {
                if (text.contains('"' + owner.getKey() + '"') || text.contains("'" + owner.getKey() + "'")) {
                    seen++;
                    if (!file.toString().contains("/" + owner.getValue() + "/")
                            && !file.toString().matches(NAMES_TOO)) {
                        foreign.add(file + ": " + owner.getKey());
                    }
                }
            }
        }
        assertThat(seen).as("kinds named in their own modules").isGreaterThan(3);
        assertThat(foreign).isEmpty();
    }

    @Test
    void noListOfBundlesOrPlacesIsLeft() throws IOException {
        List<Path> all = new ArrayList<>(sources());
        all.add(RESOURCES.resolve("application.yaml"));
        for (Path file : all) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("messages-");
        }
        for (Path file : files(Path.of("src/main/java/org/sanxing/shell"), ".java")) {
            assertThat(Files.readString(file)).as(file.toString())
                .doesNotContain("\"/tasks", "\"/materials", "\"/ledger", "\"/campaigns", "\"/meetings");
        }
    }

    private Map<String, String> kinds() {
        Map<String, String> kinds = new TreeMap<>();
        this.bundles.values().forEach((bundle) -> bundle.stringPropertyNames().forEach((key) -> {
            Matcher kind = KIND.matcher(key);
            if (kind.matches()) {
                kinds.put(kind.group(1), bundle.getProperty(key));
            }
        }));
        return kinds;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>(files(Path.of("src/main/java"), ".java"));
        sources.addAll(files(RESOURCES.resolve("templates"), ".html"));
        return sources;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter((path) -> path.toString().endsWith(ending)).sorted().toList();
        }
    }

}
