package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.FieldError;
import org.sanxing.forms.FormComponent.Option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class FormValidationTests {

    private static final Map<String, List<Option>> NONE = Map.of();

    /**
     * A character outside the basic plane: one code point, two UTF-16 units, four bytes.
     */
    private static final String FOUR_BYTES = "𠮷";

    private final FormSchema write = FormFixtures.shipped("reflection/reflection-write.form");

    @Test
    void keepsToTheCharacterWhatIsAccepted() {
        Map<String, Object> data = FormFixtures.material(2);
        String text = "  一、\u3000\u3000体会\t“引号”…—— \u00a0\ufeff\u200b e\u0301 é 👨‍👩‍👧 " + FOUR_BYTES
                + " <script>alert(1)</script> & \"'\n\n\n 末尾空格  \n";
        data.put("experience", text);

        assertThat(FormFixtures.FORMS.validate(this.write, data, FormFixtures.CATEGORIES)).isEqualTo(data);
    }

    @Test
    void makesEveryLineEndOne() {
        Map<String, Object> data = FormFixtures.material(1);
        data.put("experience", "一\r\n二\r三\n四\n\r五\r\r\n六\r");

        assertThat(FormFixtures.FORMS.validate(this.write, data, FormFixtures.CATEGORIES)).containsEntry("experience",
                "一\n二\n三\n四\n\n五\n\n六\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "字", FOUR_BYTES, "👍", "\r\n" })
    void countsCodePointsUpToTheLimit(String character) {
        Map<String, Object> data = FormFixtures.material(1);
        data.put("experience", "始" + character.repeat(19_999));
        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).isEmpty();

        data.put("experience", "始" + character.repeat(20_000));
        FieldError tooLong = FieldError.of("experience", "too-long", "工作体会", 20_000, 20_001);
        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).containsExactly(tooLong);
        assertThat(FormFixtures.draftErrorsOf(this.write, data, FormFixtures.CATEGORIES)).containsExactly(tooLong);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u00a0\u00a0\u00a0", "\u200b\u200b\u200b", "\u00ad", "\u2800", "\u3164" })
    void whatNobodyCanSeeIsMissing(String invisible) {
        Map<String, Object> data = FormFixtures.material(1);
        data.put("experience", invisible);

        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).extracting(FieldError::field)
            .containsExactly("experience");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | U+0000
            1    | U+0001
            8    | U+0008
            b    | U+000B
            c    | U+000C
            1b   | U+001B
            7f   | U+007F
            85   | U+0085
            9f   | U+009F
            d800 | U+D800
            dc00 | U+DC00
            """)
    void refusesWhatNobodyCanTypeAndNamesIt(String hexadecimal, String named) {
        char character = (char) Integer.parseInt(hexadecimal, 16);
        for (String text : List.of("前" + character + "后", character + "", "末" + character)) {
            Map<String, Object> data = FormFixtures.material(2);
            row(data, 1).put("cause", text);

            FieldError error = FieldError.of("problems[1].cause", "control-character", "问题 2 · 原因剖析", named);
            assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).containsExactly(error);
            assertThat(FormFixtures.draftErrorsOf(this.write, data, FormFixtures.CATEGORIES)).containsExactly(error);
        }
    }

    @Test
    void namesEveryFieldThatIsMissing() {
        Map<String, Object> data = Map.of("experience", " \u3000\n\t\u00a0", "problems", List.of(Map.of("cause", "因")));

        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES))
            .extracting(FieldError::field, FieldError::code, (error) -> error.arguments().get(0))
            .containsExactly(tuple("experience", "required", "工作体会"),
                    tuple("problems[0].category", "required", "问题 1 · 问题类别"),
                    tuple("problems[0].manifestation", "required", "问题 1 · 问题表现"),
                    tuple("problems[0].measure", "required", "问题 1 · 整改措施"),
                    tuple("problems[0].deadlineClass", "required", "问题 1 · 整改类型"));
        assertThat(FormFixtures.FORMS.missing(this.write, data, FormFixtures.CATEGORIES))
            .isEqualTo(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES));
        assertThat(FormFixtures.FORMS.validateDraft(this.write, data, FormFixtures.CATEGORIES)).isEqualTo(data);
    }

    @Test
    void nothingIsMissingInWhatIsAccepted() {
        assertThat(FormFixtures.FORMS.missing(this.write, FormFixtures.material(1), FormFixtures.CATEGORIES)).isEmpty();
    }

    @Test
    void takesFiftyRowsAndNoneMore() {
        assertThat(FormFixtures.errorsOf(this.write, FormFixtures.material(50), FormFixtures.CATEGORIES)).isEmpty();
        FieldError tooMany = FieldError.of("problems", "too-many-items", "存在的问题", 50, 51);
        assertThat(FormFixtures.errorsOf(this.write, FormFixtures.material(51), FormFixtures.CATEGORIES))
            .containsExactly(tooMany);
        assertThat(FormFixtures.draftErrorsOf(this.write, FormFixtures.material(51), FormFixtures.CATEGORIES))
            .containsExactly(tooMany);
    }

    @Test
    void asksForAProblemButNotInADraft() {
        FieldError tooFew = FieldError.of("problems", "too-few-items", "存在的问题", 1, 0);
        assertThat(FormFixtures.errorsOf(this.write, FormFixtures.material(0), FormFixtures.CATEGORIES))
            .containsExactly(tooFew);
        assertThat(FormFixtures.errorsOf(this.write, Map.of("experience", "一"), FormFixtures.CATEGORIES))
            .containsExactly(tooFew);
        assertThat(FormFixtures.draftErrorsOf(this.write, Map.of(), FormFixtures.CATEGORIES)).isEmpty();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void isQuickWithTheLargestMaterial() {
        Map<String, Object> data = FormFixtures.material(50);
        data.put("experience", FOUR_BYTES.repeat(20_000));
        for (int i = 0; i < 50; i++) {
            row(data, i).put("manifestation", FOUR_BYTES.repeat(5_000));
            row(data, i).put("cause", "行\r\n".repeat(2_500));
            row(data, i).put("measure", FOUR_BYTES.repeat(5_000));
        }

        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).isEmpty();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void anAnswerDoesNotGrowWithWhatIsSent() {
        Map<String, Object> data = FormFixtures.material(1);
        for (int i = 0; i < 100_000; i++) {
            data.put("made-up-" + i + "x".repeat(50), "");
        }

        List<FieldError> errors = FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES);

        assertThat(errors).hasSizeLessThanOrEqualTo(500);
        assertThat(errors.get(0).field()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void refusesWhatTheFormDoesNotKnow() {
        Map<String, Object> data = FormFixtures.material(1);
        data.put("novelty", 1);
        data.put("a\u0000b", 1);
        row(data, 0).put("novelty", 1);

        List<FieldError> expected = List.of(FieldError.of("problems[0].novelty", "unknown-field", "问题 1 · novelty"),
                FieldError.of("novelty", "unknown-field", "novelty"),
                FieldError.of("a\ufffdb", "unknown-field", "a\ufffdb"));
        assertThat(FormFixtures.errorsOf(this.write, data, FormFixtures.CATEGORIES)).isEqualTo(expected);
        assertThat(FormFixtures.draftErrorsOf(this.write, data, FormFixtures.CATEGORIES)).isEqualTo(expected);
    }

    @Test
    void refusesOptionsThatDoNotExist() {
        Map<String, Object> data = FormFixtures.material(1);
        row(data, 0).put("category", "c3");
        row(data, 0).put("deadlineClass", "never");

        assertThat(FormFixtures.draftErrorsOf(this.write, data, FormFixtures.CATEGORIES)).containsExactly(
                FieldError.of("problems[0].category", "unknown-option", "问题 1 · 问题类别"),
                FieldError.of("problems[0].deadlineClass", "unknown-option", "问题 1 · 整改类型"));
        assertThat(FormFixtures.draftErrorsOf(this.write, FormFixtures.material(1), NONE))
            .containsExactly(FieldError.of("problems[0].category", "unknown-option", "问题 1 · 问题类别"));
    }

    @Test
    void refusesWhatIsOfAnotherType() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textfield", "a", ""),
                FormFixtures.field("textarea", "b", ""), FormFixtures.field("number", "c", ""),
                FormFixtures.field("datetime", "d", "\"subtype\":\"date\""),
                FormFixtures.field("select", "e", "\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]"),
                FormFixtures.field("radio", "f", "\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]"),
                FormFixtures.field("checkbox", "g", ""),
                FormFixtures.field("checklist", "h", "\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]"),
                FormFixtures.field("checklist", "i", "\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]"),
                FormFixtures.rows("j", ""), FormFixtures.rows("k", ""));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("a", 1);
        data.put("b", List.of("x"));
        data.put("c", true);
        data.put("d", 20261122);
        data.put("e", List.of("x"));
        data.put("f", Map.of());
        data.put("g", "true");
        data.put("h", "x");
        data.put("i", List.of("x", 1));
        data.put("j", Map.of("0", Map.of()));
        data.put("k", List.of("x"));

        for (List<FieldError> errors : List.of(FormFixtures.errorsOf(form, data, NONE),
                FormFixtures.draftErrorsOf(form, data, NONE))) {
            assertThat(errors).extracting(FieldError::field)
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k[0]");
            assertThat(errors).extracting(FieldError::code).containsOnly("wrong-type");
        }
    }

    @ParameterizedTest
    @CsvSource({ "1,true", "-1.5,true", ".5,true", "1e3,true", "007,true", "'1,000',false", "' 1',false", "1x,false",
            "NaN,false", "Infinity,false", "0x10,false", "1e999999999,false", "１,true" })
    void takesNumbersAsTexts(String text, boolean accepted) {
        FormSchema form = FormFixtures.form(FormFixtures.field("number", "n", ""));

        List<FieldError> errors = FormFixtures.errorsOf(form, Map.of("n", text), NONE);

        if (accepted) {
            assertThat(errors).isEmpty();
            assertThat(FormFixtures.FORMS.validate(form, Map.of("n", text), NONE)).containsEntry("n",
                    new BigDecimal(text));
        }
        else {
            assertThat(errors).containsExactly(FieldError.of("n", "not-a-number", "标签n"));
        }
    }

    @Test
    void holdsNumbersToTheirRules() {
        FormSchema form = FormFixtures
            .form(FormFixtures.field("number", "n", "\"decimalDigits\":1,\"validate\":{\"min\":1,\"max\":10}"));

        assertThat(FormFixtures.FORMS.validate(form, Map.of("n", 10), NONE)).containsEntry("n", BigDecimal.TEN);
        assertThat(FormFixtures.errorsOf(form, Map.of("n", 2.50), NONE)).isEmpty();
        assertThat(FormFixtures.errorsOf(form, Map.of("n", 0.9), NONE))
            .containsExactly(FieldError.of("n", "too-small", "标签n", "1"));
        assertThat(FormFixtures.errorsOf(form, Map.of("n", 11L), NONE))
            .containsExactly(FieldError.of("n", "too-large", "标签n", "10"));
        assertThat(FormFixtures.errorsOf(form, Map.of("n", "2.55"), NONE))
            .containsExactly(FieldError.of("n", "too-many-decimals", "标签n", 1));
        assertThat(FormFixtures.errorsOf(form, Map.of("n", Double.NaN), NONE))
            .containsExactly(FieldError.of("n", "not-a-number", "标签n"));
        assertThat(FormFixtures.FORMS.validate(form, Map.of("n", ""), NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-22,true", "２０２６－１１－２２,true", "2024-02-29,true", "2026-02-29,false", "2026-13-01,false",
            "2026-1-1,false", "22.11.2026,false", "+12026-01-01,false", "2026-11-22T00:00,false" })
    void takesDatesThatExist(String text, boolean accepted) {
        FormSchema form = FormFixtures.form(FormFixtures.field("datetime", "d", "\"subtype\":\"date\""));

        assertThat(FormFixtures.errorsOf(form, Map.of("d", text), NONE))
            .isEqualTo(accepted ? List.of() : List.of(FieldError.of("d", "not-a-date", "标签d")));
    }

    @Test
    void holdsTextsToLengthAndPatternButNotInADraft() {
        FormSchema form = FormFixtures
            .form(FormFixtures.field("textfield", "a", "\"validate\":{\"minLength\":3,\"pattern\":\"^[a-z]+$\"}"));

        assertThat(FormFixtures.errorsOf(form, Map.of("a", "abc"), NONE)).isEmpty();
        assertThat(FormFixtures.errorsOf(form, Map.of("a", ""), NONE)).isEmpty();
        assertThat(FormFixtures.errorsOf(form, Map.of("a", FOUR_BYTES + FOUR_BYTES), NONE))
            .containsExactly(FieldError.of("a", "too-short", "标签a", 3, 2));
        assertThat(FormFixtures.errorsOf(form, Map.of("a", "ABC"), NONE))
            .containsExactly(FieldError.of("a", "pattern", "标签a"));
        assertThat(FormFixtures.draftErrorsOf(form, Map.of("a", "A"), NONE)).isEmpty();
    }

    @Test
    void aRequiredBoxMustBeTicked() {
        FormSchema form = FormFixtures.form(FormFixtures.field("checkbox", "a", "\"validate\":{\"required\":true}"),
                FormFixtures.field("checklist", "b",
                        "\"validate\":{\"required\":true},\"values\":[{\"value\":\"x\",\"label\":\"甲\"}]"));

        assertThat(FormFixtures.errorsOf(form, Map.of("a", false, "b", List.of()), NONE))
            .containsExactly(FieldError.of("a", "required", "标签a"), FieldError.of("b", "required", "标签b"));
        assertThat(FormFixtures.errorsOf(form, Map.of("a", true, "b", List.of("x")), NONE)).isEmpty();
        assertThat(FormFixtures.draftErrorsOf(form, Map.of("a", false, "b", List.of()), NONE)).isEmpty();
    }

    /** By the calendar of the organ; what is not submitted yet may stay. */
    @Test
    void aDateThatIsOverIsRefusedWhereTheFormSaysSo() {
        FormSchema form = FormFixtures.form(
                FormFixtures.field("datetime", "d", "\"subtype\":\"date\",\"disallowPassedDates\":true"),
                FormFixtures.field("datetime", "any", "\"subtype\":\"date\""));
        assertThat(FormFixtures.FORMS.missing(form, Map.of("d", "2026-11-23", "any", "2026-11-22"), NONE)).isEmpty();
        Map<String, Object> over = Map.of("d", "2026-11-22");
        assertThat(FormFixtures.FORMS.missing(form, over, NONE))
            .containsExactly(FieldError.of("d", "passed-date", "标签d", "2026-11-23"));
        assertThat(FormFixtures.FORMS.validateDraft(form, over, NONE)).isEqualTo(over);
    }

    @Test
    void whatIsHiddenIsNeitherValidatedNorKept() {
        FormSchema form = FormFixtures.form(FormFixtures.field("checkbox", "off", ""),
                "{\"type\":\"group\",\"id\":\"g\",\"conditional\":{\"hide\":\"=off\"},\"components\":["
                        + FormFixtures.field("textfield", "a", "\"validate\":{\"required\":true}") + "]}",
                FormFixtures.rows("rows", "\"conditional\":{\"hide\":\"=off\"},\"properties\":{\"minItems\":\"1\"}",
                        FormFixtures.field("number", "n", "")));
        Map<String, Object> bad = Map.of("off", true, "a", "\u0000", "rows", List.of(Map.of("n", "x")));

        assertThat(FormFixtures.FORMS.validate(form, bad, NONE)).isEqualTo(Map.of("off", true));
        assertThat(FormFixtures.errorsOf(form, Map.of("off", false), NONE)).extracting(FieldError::code)
            .containsExactly("required", "too-few-items");
    }

    @Test
    void anOpinionIsNeededToReturn() {
        FormSchema review = FormFixtures.shipped("reflection/reflection-review.form");

        assertThat(FormFixtures.errorsOf(review, Map.of("decision", "approve"), NONE)).isEmpty();
        assertThat(FormFixtures.errorsOf(review, Map.of("decision", "return", "opinion", " "), NONE))
            .containsExactly(FieldError.of("opinion", "required", "审改意见"));
        assertThat(FormFixtures.errorsOf(review, Map.of("decision", "return", "opinion", "补充事例"), NONE)).isEmpty();
        assertThat(FormFixtures.errorsOf(review, Map.of(), NONE))
            .containsExactly(FieldError.of("decision", "required", "审核决定"));
    }

    @Test
    void nullIsTheSameAsMissing() {
        Map<String, Object> data = new HashMap<>();
        data.put("experience", null);
        data.put("problems", null);

        assertThat(FormFixtures.FORMS.validateDraft(this.write, data, FormFixtures.CATEGORIES)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Map<String, Object> data, int index) {
        return (Map<String, Object>) new ArrayList<>((List<Object>) data.get("problems")).get(index);
    }

    @Test
    void filesAreAmongThoseThatThereAreAndNotTooMany() {
        FormSchema form = FormFixtures.form(FormFixtures.field("filepicker", "f",
                "\"multiple\":true,\"valuesKey\":\"files\",\"properties\":{\"maxItems\":\"2\"}"));
        Map<String, List<FormComponent.Option>> options = Map.of("files", List.of(new FormComponent.Option("1", "一"),
                new FormComponent.Option("2", "二"), new FormComponent.Option("3", "三")));
        assertThat(FormFixtures.FORMS.validate(form, Map.of("f", List.of("1", "1", Map.of("id", "2", "name", "x"))),
                options))
            .isEqualTo(Map.of("f", List.of("1", "2")));
        assertThat(codes(form, List.of("4"), options)).containsExactly("unknown-option");
        assertThat(codes(form, List.of("1", "2", "3"), options)).containsExactly("too-many-items");
        assertThat(codes(form, "1", options)).containsExactly("wrong-type");
        assertThat(codes(form, List.of(Map.of("name", "1")), options)).containsExactly("wrong-type");
    }

    private static List<String> codes(FormSchema form, Object files, Map<String, List<FormComponent.Option>> options) {
        return org.assertj.core.api.Assertions
            .catchThrowableOfType(org.sanxing.common.InvalidInput.class,
                    () -> FormFixtures.FORMS.validate(form, Map.of("f", files), options))
            .errors()
            .stream()
            .map(org.sanxing.common.FieldError::code)
            .toList();
    }

}
