package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an error of the API can be: each code has words in both languages, nothing else
 * has, and {@code src/docs/errors.md} lists them.
 */
class ErrorCodesTests {

    private static final Path PAGE = Path.of("src/docs/errors.md");

    /** A class of refusals, what it adds to its code, and its status. */
    private static final Map<String, Integer> REFUSALS = Map.of("Conflict", 409, "Forbidden", 403, "NotFound", 404,
            "TooLarge", 413);

    private static final Pattern MADE = Pattern
        .compile("new (Conflict|Forbidden|NotFound|TooLarge)\\(\\s*\"([a-z0-9-]+)\"\\s*[,)]");

    private static final Pattern KIND = Pattern.compile("super\\(Kind\\.(\\w+),\\s*\"([a-z0-9-]+)\"");

    private static final Pattern STATUS = Pattern.compile("(?:plain|Problem)\\((\\d{3}), \"([a-z-]+)\"");

    private static final Pattern WORD = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)*-?)\"");

    private final Map<String, String> chinese = words(Locale.ROOT);

    private final Map<String, String> english = words(Locale.ENGLISH);

    private final Map<String, Integer> made = new TreeMap<>();

    /** All that looks like a code, and beginnings of one. */
    private final Map<String, Integer> said = new TreeMap<>();

    ErrorCodesTests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter((one) -> one.toString().endsWith(".java")).toList()) {
                read(Files.readString(file));
            }
        }
        for (DatabaseTrouble trouble : DatabaseTrouble.values()) {
            this.made.put(trouble.code(), 503);
        }
    }

    private void read(String source) {
        for (Matcher found = MADE.matcher(source); found.find();) {
            String code = found.group(2) + (found.group(1).equals("NotFound") ? "-not-found" : "");
            this.made.put(code, REFUSALS.get(found.group(1)));
        }
        for (Matcher found = KIND.matcher(source); found.find();) {
            this.made.put(found.group(2), Refusal.Kind.valueOf(found.group(1)).status());
        }
        for (Matcher found = STATUS.matcher(source); found.find();) {
            this.made.put(found.group(2), Integer.valueOf(found.group(1)));
        }
        for (Matcher found = WORD.matcher(source); found.find();) {
            // What a refusal is made of elsewhere is a conflict.
            this.said.put(found.group(1), 409);
        }
    }

    private static Map<String, String> words(Locale locale) {
        Map<String, String> words = new TreeMap<>();
        for (String bundle : MessageBundles.names(new PathMatchingResourcePatternResolver())) {
            ResourceBundle texts = ResourceBundle.getBundle(bundle, locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : texts.keySet()) {
                if (key.matches("error\\.[a-z0-9-]+")) {
                    words.put(key.substring("error.".length()), texts.getString(key));
                }
            }
        }
        return words;
    }

    private Integer status(String code) {
        Integer status = this.made.get(code);
        if (status == null) {
            status = this.said.get(code);
        }
        for (int end = code.indexOf('-'); status == null && end > 0; end = code.indexOf('-', end + 1)) {
            status = this.said.get(code.substring(0, end + 1));
        }
        return status;
    }

    @Test
    void eachCodeHasWordsInBothLanguages() {
        assertThat(this.made.keySet()).isNotEmpty()
            .allSatisfy((code) -> assertThat(this.chinese).as("error.%s", code).containsKey(code));
        assertThat(this.english.keySet()).isEqualTo(this.chinese.keySet());
    }

    @Test
    void wordsAreForACode() {
        assertThat(this.chinese.keySet())
            .allSatisfy((code) -> assertThat(status(code)).as("what gives error.%s", code).isNotNull());
    }

    @Test
    void theyAreListed() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                        # Error codes

                        Every `code` that an answer of the API with `application/problem+json` can carry, in order, with what it says. The
                        status says what to do: 409 another state or revision, 403 seen but not to be done, 404 not to be seen. The same
                        list is in the OpenAPI document, as `x-error-codes` of the schema `Problem`. Written by
                        `-Dtest=ErrorCodesTests -Dsanxing.write=true`.

                        | Code | Status | 中文 | English |
                        | --- | --- | --- | --- |
                        """);
        for (String code : this.chinese.keySet()) {
            page.append(String.join(" | ", List.of("| `" + code + "`", String.valueOf(status(code)),
                    this.chinese.get(code), this.english.get(code).replace("''", "'") + " |")))
                .append('\n');
        }
        if (Boolean.getBoolean("sanxing.write")) {
            Files.writeString(PAGE, page.toString());
        }
        assertThat(Files.readString(PAGE)).as("to be written anew: -Dtest=ErrorCodesTests -Dsanxing.write=true")
            .isEqualTo(page.toString());
    }

}
