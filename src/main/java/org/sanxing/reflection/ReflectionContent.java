package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

import org.springframework.context.MessageSource;

/**
 * What a material says, as far as the rules need to know it; a form may ask for more,
 * which stays in the data beside it.
 *
 * @param experience 工作体会; empty in a draft that has none yet
 */
public record ReflectionContent(String experience, List<Reflections.Problem> problems) {

    /** Keys of the form that the code reads; a form without one of them is refused. */
    public static final Set<String> FORM_KEYS = Set.of("experience", "problems", "problems[].category",
            "problems[].manifestation", "problems[].cause", "problems[].measure", "problems[].deadlineClass",
            "problems[].underWay");

    /** The values that the code understands of what the form lets choose. */
    public static final Map<String, Set<String>> UNDERSTOOD = Map.of("problems[].deadlineClass", DeadlineClass.ids());

    /** Where nothing was written. */
    public static final ReflectionContent NONE = new ReflectionContent("", List.of());

    /** The parts of a problem that hold text, in the order they are read. */
    private static final List<String> PARTS = List.of("manifestation", "cause", "measure");

    private static final Pattern PROBLEM = Pattern.compile("problems\\[(\\d{1,4})\\]\\.(\\w+)");

    /** Reads data that the form has validated; what a draft lacks is empty. */
    public static ReflectionContent of(Map<String, Object> data) {
        List<Reflections.Problem> problems = new ArrayList<>();
        if (data.get("problems") instanceof List<?> rows) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof Map<?, ?> row) {
                    problems.add(new Reflections.Problem(i, text(row, "category"), text(row, "manifestation"),
                            text(row, "cause"), text(row, "measure"),
                            (row.get("deadlineClass") instanceof String value && !Texts.isBlank(value)) ? value : null,
                            Boolean.TRUE.equals(row.get("underWay"))));
                }
            }
        }
        return new ReflectionContent(text(data, "experience"), List.copyOf(problems));
    }

    private static String text(Map<?, ?> data, String key) {
        return (data.get(key) instanceof String value) ? value : "";
    }

    /**
     * The text of a passage, as remarks name it: {@code experience} or
     * {@code problems[1].cause}.
     * @throws InvalidInput where there is no such passage
     */
    public String passage(String passage, String field) {
        return find(passage).orElseThrow(() -> new InvalidInput(field, "unknown-passage", passage));
    }

    /** The text of a passage; empty where there is no such passage. */
    public Optional<String> find(String passage) {
        if ("experience".equals(passage)) {
            return Optional.of(this.experience);
        }
        return this.problems.stream()
            .filter((problem) -> problem.index() == problemOf(passage) && PARTS.contains(partOf(passage)))
            .map((problem) -> part(problem, partOf(passage)))
            .findFirst();
    }

    private static String part(Reflections.Problem problem, String part) {
        return switch (part) {
            case "manifestation" -> problem.manifestation();
            case "cause" -> problem.cause();
            default -> problem.measure();
        };
    }

    /** The names of all passages, in the order they are read. */
    public List<String> passages() {
        List<String> names = new ArrayList<>(List.of("experience"));
        for (Reflections.Problem problem : this.problems) {
            PARTS.forEach((part) -> names.add(passage(problem.index(), part)));
        }
        return names;
    }

    /** All that each problem says, one text for each. */
    public List<String> problemTexts() {
        return this.problems.stream()
            .map((problem) -> String.join("\n", PARTS.stream().map((part) -> part(problem, part)).toList()))
            .toList();
    }

    /** Name of the passage of a problem. */
    public static String passage(int problem, String part) {
        return "problems[" + problem + "]." + part;
    }

    /** What people call a passage. */
    public static String nameOf(String passage, MessageSource messages, Locale locale) {
        String part = partOf(passage);
        String name = String.valueOf(messages.getMessage("reflection.passage." + part, null, part, locale));
        int problem = problemOf(passage);
        return (problem < 0) ? name
                : messages.getMessage("reflection.passage.problem", new Object[] { problem + 1, name }, locale);
    }

    /**
     * Number of the problem that a passage belongs to, from 0; negative where to none.
     */
    public static int problemOf(String passage) {
        Matcher matcher = PROBLEM.matcher(passage);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Which part of a problem a passage is; the passage itself where of none. */
    public static String partOf(String passage) {
        Matcher matcher = PROBLEM.matcher(passage);
        return matcher.matches() ? matcher.group(2) : passage;
    }

}
