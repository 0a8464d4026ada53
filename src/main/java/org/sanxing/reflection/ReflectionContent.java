package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.InvalidInput;

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

    /** Reads data that the form has validated; what a draft lacks is empty. */
    public static ReflectionContent of(Map<String, Object> data) {
        List<Reflections.Problem> problems = new ArrayList<>();
        if (data.get("problems") instanceof List<?> rows) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof Map<?, ?> row) {
                    problems.add(new Reflections.Problem(i, text(row, "category"), text(row, "manifestation"),
                            text(row, "cause"), text(row, "measure"),
                            (row.get("deadlineClass") instanceof String value && !value.isBlank()) ? value : null,
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
        if ("experience".equals(passage)) {
            return this.experience;
        }
        for (Reflections.Problem problem : this.problems) {
            String prefix = "problems[" + problem.index() + "].";
            if (passage.startsWith(prefix)) {
                switch (passage.substring(prefix.length())) {
                    case "manifestation":
                        return problem.manifestation();
                    case "cause":
                        return problem.cause();
                    case "measure":
                        return problem.measure();
                    default:
                        break;
                }
            }
        }
        throw new InvalidInput(field, "unknown-passage", passage);
    }

    /** The names of all passages, in the order they are read. */
    public List<String> passages() {
        List<String> names = new ArrayList<>(List.of("experience"));
        for (Reflections.Problem problem : this.problems) {
            for (String part : List.of("manifestation", "cause", "measure")) {
                names.add("problems[" + problem.index() + "]." + part);
            }
        }
        return names;
    }

}
