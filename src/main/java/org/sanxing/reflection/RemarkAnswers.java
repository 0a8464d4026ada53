package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;

/**
 * The author's answers to remarks: every open remark needs one, and one that was answered
 * and kept open by the next decision needs another. Declining needs a reason, and so does
 * saying that it is done where its passage was not changed.
 *
 * @param answers by id of the remark, in the order of the remarks
 * @param errors what is missing, by the field of the revise form
 */
public record RemarkAnswers(Map<String, Remarks.Answer> answers, List<FieldError> errors) {

    private static final List<String> PARTS = List.of("experience", "manifestation", "cause", "measure");

    /** The values of {@code answer}. */
    public static final Set<String> CHOICES = Set.of("done", "declined");

    private static final int MOST_LETTERS = 40;

    /** Key under which the revise form keeps the answers. */
    public static final String KEY = "answers";

    /**
     * @param remarks all remarks on the material
     * @param rows of the form; null for none
     * @param unchanged whether the passage of a remark is as it was submitted last
     */
    public static RemarkAnswers of(Reflection reflection, List<Remarks.Remark> remarks, @Nullable Object rows,
            Predicate<Remarks.Remark> unchanged) {
        Map<String, Map<?, ?>> given = given(rows);
        Map<String, Remarks.Answer> answers = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        int row = 0;
        for (Remarks.Remark remark : remarks) {
            if (!remark.needsAnswer(reflection.decided())) {
                continue;
            }
            Map<?, ?> answer = given.getOrDefault(remark.id(), Map.of());
            String choice = text(answer, "answer");
            String explanation = text(answer, "text");
            String field = KEY + "[" + row++ + "]";
            if (Texts.isBlank(choice)) {
                errors.add(FieldError.of(field + ".answer", "remark-unanswered", named(remark)));
            }
            else if (!CHOICES.contains(choice)) {
                errors.add(FieldError.of(field + ".answer", "unknown-option", "answer"));
            }
            else if (choice.equals("declined") && Texts.isBlank(explanation)) {
                errors.add(FieldError.of(field + ".text", "declined-without-reason", named(remark)));
            }
            else if (choice.equals("done") && Texts.isBlank(explanation) && unchanged.test(remark)) {
                errors.add(FieldError.of(field + ".text", "done-without-change", named(remark)));
            }
            else {
                answers.put(remark.id(), new Remarks.Answer(choice, explanation, reflection.version() + 1));
            }
        }
        return new RemarkAnswers(answers, errors);
    }

    /** As the chain tells them, each with what it answers. */
    public List<Map<String, Object>> told(List<Remarks.Remark> remarks) {
        return remarks.stream().filter((remark) -> this.answers.containsKey(remark.id())).map((remark) -> {
            Remarks.Answer answer = this.answers.get(remark.id());
            Map<String, Object> told = remark.told();
            told.put("remark", told.remove("text"));
            told.put("answer", answer.answer());
            if (!Texts.isBlank(answer.text())) {
                told.put("text", answer.text());
            }
            return told;
        }).toList();
    }

    /** The words, the kind of passage for the message to choose by, and its problem. */
    private static Object[] named(Remarks.Remark remark) {
        int part = PARTS.indexOf(ReflectionContent.partOf(remark.passage()));
        return new Object[] { shortened(remark.text()), part + 1, ReflectionContent.problemOf(remark.passage()) + 1,
                shortened(remark.quote()) };
    }

    private static String shortened(String text) {
        String line = Texts.strip(text).replace('\n', ' ');
        return (line.codePointCount(0, line.length()) <= MOST_LETTERS) ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_LETTERS)) + "…";
    }

    private static String text(Map<?, ?> row, String key) {
        return (row.get(key) instanceof String value) ? value : "";
    }

    /** The rows of the form, by the remark that each answers. */
    public static Map<String, Map<?, ?>> given(@Nullable Object rows) {
        Map<String, Map<?, ?>> given = new LinkedHashMap<>();
        if (rows instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> answer && answer.get("remarkId") instanceof String id) {
                    given.put(id, answer);
                }
            }
        }
        return given;
    }

}
