package org.sanxing.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of Tabler's 536 KB of rules pages get the tenth that they use. The sheet is made here
 * from the WebJar: with {@code -Dsanxing.write=true} it is written anew.
 */
class TablerSheetTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Path SHEET = RESOURCES.resolve("static/css/tabler.css");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"\n]*)\"");

    private static final Pattern CLASS = Pattern.compile("\\.((?:\\\\.|[A-Za-z0-9_-])+)");

    private static final Pattern VARIABLE = Pattern.compile("var\\((--[\\w-]+)");

    private static final Pattern DEFINITION = Pattern.compile("(?<=[{;])(--[\\w-]+):[^;}]*;?");

    private static final Pattern KEYFRAMES = Pattern.compile("@keyframes ([\\w-]+)\\{(?:[^{}]*\\{[^{}]*})*}\n");

    private final Set<String> words = new HashSet<>();

    @Test
    void servesOfTablerWhatPagesUse() throws IOException {
        String sheet = sheet();
        if (Boolean.getBoolean("sanxing.write")) {
            Files.writeString(SHEET, sheet);
        }
        assertThat(Files.readString(SHEET)).as("to be written anew: -Dtest=TablerSheetTests -Dsanxing.write=true")
            .isEqualTo(sheet);
    }

    private String sheet() throws IOException {
        words(RESOURCES.resolve("templates"), ".html", WORD);
        words(RESOURCES.resolve("static/js"), ".js", WORD);
        words(Path.of("src/main/java"), ".java", LITERAL);
        Resource original = new PathMatchingResourcePatternResolver()
            .getResources("classpath*:/META-INF/resources/webjars/tabler__core/*/dist/css/tabler.min.css")[0];
        String whole = original.getContentAsString(UTF_8);
        String ours = files(RESOURCES.resolve("static/css"), ".css").filter((file) -> !file.equals(SHEET))
            .map(TablerSheetTests::read)
            .collect(Collectors.joining());
        String kept = used(whole);
        for (String before = ""; !before.equals(kept);) {
            before = kept;
            Set<String> variables = matches(VARIABLE, kept + ours).collect(Collectors.toSet());
            kept = without(DEFINITION, kept, variables::contains).replaceAll("(?m)^[^{}]+\\{}\n", "");
        }
        String rules = KEYFRAMES.matcher(kept).replaceAll("");
        kept = without(KEYFRAMES, kept,
                (name) -> Pattern.compile("animation[\\w-]*:[^;}]*\\b" + name + "\\b").matcher(rules).find());
        return whole.substring(whole.indexOf("/*!"), whole.indexOf("*/") + 2) + "\n" + kept;
    }

    private void words(Path folder, String ending, Pattern pattern) throws IOException {
        files(folder, ending).map(TablerSheetTests::read)
            .flatMap((text) -> pattern.matcher(text).results().map(MatchResult::group))
            .flatMap((text) -> WORD.matcher(text).results().map(MatchResult::group))
            .forEach(this.words::add);
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter((file) -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        }
        catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((found) -> found.group(1));
    }

    private static String without(Pattern pattern, String text, Function<String, Boolean> wanted) {
        return pattern.matcher(text)
            .replaceAll((found) -> wanted.apply(found.group(1)) ? Matcher.quoteReplacement(found.group()) : "");
    }

    /** Those rules of the sheet, or of a block of it, that can hold on a page of ours. */
    private String used(String css) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
            int close = end(css, open);
            String head = css.substring(Math.max(at, css.lastIndexOf(';', open) + 1), open)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .trim();
            String body = css.substring(open + 1, close);
            if (head.startsWith("@media") || head.startsWith("@supports")) {
                String inner = used(body);
                if (!inner.isEmpty()) {
                    kept.append(head).append("{\n").append(inner).append("}\n");
                }
            }
            else if (head.startsWith("@keyframes")) {
                kept.append(head).append('{').append(body).append("}\n");
            }
            else if (!head.startsWith("@")) {
                String selectors = selectors(head).filter(this::matches).collect(Collectors.joining(","));
                if (!selectors.isEmpty()) {
                    kept.append(selectors).append('{').append(body).append("}\n");
                }
            }
            at = close + 1;
        }
        return kept.toString();
    }

    private static int end(String css, int open) {
        int depth = 0;
        for (int i = open;; i++) {
            if (css.charAt(i) == '{') {
                depth++;
            }
            else if (css.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
    }

    private static Stream<String> selectors(String list) {
        List<String> selectors = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(' || c == '[') {
                depth++;
            }
            else if (c == ')' || c == ']') {
                depth--;
            }
            else if (c == ',' && depth == 0) {
                selectors.add(list.substring(from, i));
                from = i + 1;
            }
        }
        selectors.add(list.substring(from));
        return selectors.stream();
    }

    /**
     * Its themes are not ours (which go by the system's setting), nor are its scripts.
     */
    private boolean matches(String selector) {
        if (selector.contains("[data-bs-") || selector.contains("[dir=") || selector.contains("-moz-")) {
            return selector.equals("[data-bs-theme=light]");
        }
        return matches(CLASS, selector.replaceAll(":not\\([^)]*\\)", "")).allMatch(this.words::contains);
    }

}
