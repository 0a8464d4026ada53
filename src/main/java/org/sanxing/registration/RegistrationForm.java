package org.sanxing.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.reflection.Reflections.Problem;

/**
 * What was filled in to register a material: exactly one entry for each problem of the
 * accepted version.
 */
final class RegistrationForm {

    static final int TITLE = 100;

    static final int ROOT_CAUSE = 5_000;

    private final List<?> entries;

    private final List<FieldError> errors = new ArrayList<>();

    private RegistrationForm(List<?> entries) {
        this.entries = entries;
    }

    /**
     * @param eligible accounts that may be responsible
     * @throws InvalidInput with the path of every field that is wrong
     */
    static List<Registration.Entry> read(Map<String, Object> data, List<Problem> problems, Set<String> eligible) {
        List<?> given = (data.get("entries") instanceof List<?> list) ? list : List.of();
        return new RegistrationForm(given).read(problems, eligible);
    }

    private List<Registration.Entry> read(List<Problem> problems, Set<String> eligible) {
        Set<Integer> open = new HashSet<>();
        problems.forEach((problem) -> open.add(problem.index()));
        Set<Integer> known = Set.copyOf(open);
        List<Registration.Entry> read = new ArrayList<>();
        for (int row = 0; row < this.entries.size(); row++) {
            Map<?, ?> entry = (this.entries.get(row) instanceof Map<?, ?> map) ? map : Map.of();
            String path = "entries[" + row + "].";
            Integer problem = index(entry.get("problem"));
            if (problem == null || !known.contains(problem)) {
                error(path + "problem", "ledger-problem-unknown");
            }
            else if (!open.remove(problem)) {
                error(path + "problem", "ledger-problem-twice", problem + 1);
            }
            String title = Texts.strip(text(path + "title", entry.get("title"), TITLE, "ledger-title-required"));
            String rootCause = text(path + "rootCause", entry.get("rootCause"), ROOT_CAUSE,
                    "ledger-root-cause-required");
            Optional<DeadlineClass> deadlineClass = DeadlineClass.of(string(entry.get("deadlineClass")));
            if (deadlineClass.isEmpty()) {
                error(path + "deadlineClass", "ledger-deadline-class");
            }
            String responsible = string(entry.get("responsible"));
            if (!eligible.contains(responsible)) {
                error(path + "responsible", "ledger-responsible");
            }
            if (problem != null && deadlineClass.isPresent()) {
                read.add(new Registration.Entry(problem, title, rootCause, deadlineClass.get(), responsible,
                        fields(entry)));
            }
        }
        open.stream().sorted().forEach((problem) -> error("entries", "ledger-problem-missing", problem + 1));
        if (!this.errors.isEmpty()) {
            throw new InvalidInput(this.errors);
        }
        return read.stream().sorted(Comparator.comparingInt(Registration.Entry::problem)).toList();
    }

    private String text(String path, @Nullable Object given, int limit, String missing) {
        String text = string(given);
        if (Texts.isBlank(text)) {
            error(path, missing);
        }
        else if (text.codePointCount(0, text.length()) > limit) {
            error(path, "ledger-too-long", limit);
        }
        return text;
    }

    private void error(String path, String code, Object... arguments) {
        this.errors.add(FieldError.of(path, code, arguments));
    }

    private static Map<String, Object> fields(Map<?, ?> entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        entry.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }

    private static String string(@Nullable Object given) {
        return (given != null) ? given.toString() : "";
    }

    private static @Nullable Integer index(@Nullable Object given) {
        try {
            return (given != null) ? new java.math.BigDecimal(given.toString()).intValueExact() : null;
        }
        catch (ArithmeticException | NumberFormatException ex) {
            return null;
        }
    }

}
