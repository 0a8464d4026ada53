package org.sanxing.shell;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.context.ExpressionContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.standard.expression.AssignationUtils;
import org.thymeleaf.standard.expression.EachUtils;
import org.thymeleaf.standard.expression.StandardExpressionParser;

import static org.assertj.core.api.Assertions.assertThat;

/** What every template and every file of messages of every module must keep to. */
class TemplatesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Pattern KEY = Pattern.compile("#\\{([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?=[}(])");

    private static final Pattern EXPRESSION = Pattern.compile("\\sth:([a-z-]+)=\"([^\"]*)\"");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]+)}");

    private static final Pattern IN_JAVA = Pattern
        .compile("Confirmation\\.of\\(\\s*\"([^\"]+)\"|new Obligation\\([^,]+,\\s*\"([^\"]+)\"");

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    @Test
    void noTemplateHasStyleOrScriptInline() throws IOException {
        for (Path template : templates()) {
            String text = Files.readString(template);
            assertThat(text).as(template.toString())
                .doesNotContainPattern("(?i)\\sstyle\\s*=")
                .doesNotContainPattern("(?i)th:style(append)?\\s*=")
                .doesNotContainPattern("(?i)<style[\\s>]")
                .doesNotContainPattern("(?i)\\son[a-z]+\\s*=\\s*[\"']")
                .doesNotContainPattern("(?i)th:on[a-z]+\\s*=")
                .doesNotContainPattern("(?i)hx-on[:-]")
                .doesNotContainPattern("(?i)javascript:")
                .doesNotContainPattern("(?i)<script(?![^>]*\\bsrc=)[^>]*>");
        }
    }

    @Test
    void noTemplateHasUsersWordsInIt() throws IOException {
        for (Path template : templates()) {
            String text = COMMENT.matcher(Files.readString(template)).replaceAll("");
            assertThat(text).as(template.toString())
                .doesNotContainPattern("[\\p{IsHan}\\u3000-\\u303f\\uff00-\\uffef]");
        }
    }

    /** Of the parts that a test shows and of those that it does not. */
    @Test
    void everyExpressionCanBeRead() throws IOException {
        ExpressionContext context = new ExpressionContext(new SpringTemplateEngine().getConfiguration());
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path template : templates()) {
            Matcher attribute = EXPRESSION.matcher(COMMENT.matcher(Files.readString(template)).replaceAll(""));
            while (attribute.find()) {
                String text = HtmlUtils.htmlUnescape(attribute.group(2));
                if (text.contains("__")) {
                    // Made up of what is only known when it is shown.
                    continue;
                }
                seen++;
                try {
                    switch (attribute.group(1)) {
                        case "fragment", "remove", "case" -> {
                        }
                        case "each" -> EachUtils.parseEach(context, text);
                        case "with", "attr" -> AssignationUtils.parseAssignationSequence(context, text, false);
                        default -> new StandardExpressionParser().parseExpression(context, text);
                    }
                    for (Matcher inner = VARIABLE.matcher(text); inner.find();) {
                        new SpelExpressionParser().parseExpression(inner.group(1));
                    }
                }
                catch (TemplateProcessingException | ParseException | IllegalStateException ex) {
                    wrong.add(template.getFileName() + ": " + text + ": " + ex.getMessage());
                }
            }
        }
        assertThat(seen).isGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyKeyIsThereInBothLanguages() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path chinese : files(RESOURCES, "properties")) {
            String name = chinese.getFileName().toString();
            if (!name.startsWith("messages") || name.endsWith("_en.properties")) {
                continue;
            }
            Set<String> zh = read(chinese).stringPropertyNames();
            Set<String> en = read(chinese.resolveSibling(name.replace(".properties", "_en.properties")))
                .stringPropertyNames();
            zh.stream().filter((key) -> !en.contains(key)).forEach((key) -> missing.add(name + " en: " + key));
            en.stream().filter((key) -> !zh.contains(key)).forEach((key) -> missing.add(name + " zh: " + key));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMessageNamesTheSameArgumentsInBothLanguagesAndCanBeRead() throws IOException {
        Properties zh = all(Locale.CHINESE);
        Properties en = all(Locale.ENGLISH);
        List<String> wrong = new ArrayList<>();
        for (String key : zh.stringPropertyNames()) {
            for (Properties language : List.of(zh, en)) {
                String text = language.getProperty(key, "");
                if (text.contains("{")) {
                    try {
                        new java.text.MessageFormat(text);
                    }
                    catch (IllegalArgumentException ex) {
                        wrong.add(key + ": " + ex.getMessage());
                    }
                    if (text.replace("''", "").contains("'")) {
                        wrong.add(key + ": a quote that is not doubled swallows what follows");
                    }
                }
            }
            if (!arguments(zh.getProperty(key)).equals(arguments(en.getProperty(key, "")))) {
                wrong.add(key + ": other arguments in English");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyKeyThatIsUsedIsThere() throws IOException {
        Properties known = all(Locale.CHINESE);
        Set<String> missing = new TreeSet<>();
        int seen = 0;
        for (Path template : templates()) {
            Matcher used = KEY.matcher(Files.readString(template));
            while (used.find()) {
                seen++;
                if (!known.containsKey(used.group(1))) {
                    missing.add(template.getFileName() + ": " + used.group(1));
                }
            }
        }
        for (Path source : files(Path.of("src/main/java"), "java")) {
            Matcher used = IN_JAVA.matcher(Files.readString(source));
            while (used.find()) {
                String key = (used.group(1) != null) ? used.group(1) : used.group(2);
                boolean begun = key.endsWith(".")
                        && known.stringPropertyNames().stream().anyMatch((name) -> name.startsWith(key));
                if (!begun && !known.containsKey(key)) {
                    missing.add(source.getFileName() + ": " + key);
                }
            }
        }
        assertThat(seen).as("keys found in templates").isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\d+)").matcher(text);
        while (matcher.find()) {
            arguments.add(matcher.group(1));
        }
        return arguments;
    }

    private static Properties all(Locale locale) throws IOException {
        Properties all = new Properties();
        for (Path file : files(RESOURCES, "properties")) {
            String name = file.getFileName().toString();
            if (name.startsWith("messages") && name.endsWith("_en.properties") == locale.equals(Locale.ENGLISH)) {
                all.putAll(read(file));
            }
        }
        return all;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> templates() throws IOException {
        List<Path> templates = files(RESOURCES.resolve("templates"), "html");
        assertThat(templates).isNotEmpty();
        return templates;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter((path) -> path.toString().endsWith("." + ending)).sorted().toList();
        }
    }

}
