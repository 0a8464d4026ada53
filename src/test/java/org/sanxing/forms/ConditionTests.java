package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConditionTests {

    /** x is a text, n is 3, b is true, no is null, e is the empty text. */
    static Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("x", "乙");
        values.put("n", new BigDecimal("3.0"));
        values.put("b", true);
        values.put("no", null);
        values.put("e", "");
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =x = "乙"                          | true
            =x = "甲"                          | false
            x != "甲"                          | true
            ="乙" = x                          | true
            =n = 3                             | true
            =n = "3"                           | false
            =n < 3                             | false
            =n <= 3.00                         | true
            =n > -1                            | true
            =n >= 4                            | false
            =x < 3                             | false
            =no < 3                            | false
            =no = null                         | true
            =missing = null                    | true
            =e = null                          | true
            =e = ""                            | true
            =x = null                          | false
            =x != null                         | true
            =no = false                        | false
            =b                                 | true
            =x                                 | false
            =no                                | false
            =b = true                          | true
            =not(b)                            | false
            =not(no)                           | true
            =not (x = "甲")                    | true
            =true                              | true
            =b and x = "甲" or n = 3           | true
            =b and (x = "甲" or n = 4)         | false
            =x = "甲" or x = "乙" and not(b)   | false
            =(b) and ((n=3))                   | true
            =x = "say \\"so\\""                | false
            """)
    void holdsAsFeelSays(String expression, boolean expected) {
        assertThat(FeelCondition.parse(expression).holds(values())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    =a = "x"              | {"op":"=","left":{"key":"a"},"right":{"value":"x"}}
                    =a != null            | {"op":"!=","left":{"key":"a"},"right":{"value":null}}
                    =a <= 1.5             | {"op":"<=","left":{"key":"a"},"right":{"value":1.5}}
                    =a                    | {"key":"a"}
                    =true                 | {"value":true}
                    =not(a)               | {"op":"not","parts":[{"key":"a"}]}
                    =a and b or not(c)    | {"op":"or","parts":[{"op":"and","parts":[{"key":"a"},{"key":"b"}]},{"op":"not","parts":[{"key":"c"}]}]}
                    =a = "\\"<\\\\\\n"    | {"op":"=","left":{"key":"a"},"right":{"value":"\\"<\\\\\\n"}}
                    """)
    void isGivenToTheBrowserAsJson(String expression, String json) {
        assertThat(FeelCondition.parse(expression).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = { "=", "= ", "=a =", "=a = b = c", "=(a", "=a)", "=\"x\"", "=3", "=null", "=a = \"x",
            "=a == 1", "=a + 1 = 2", "=and", "=a and", "=not a", "=if a then b else c", "=list[1]", "=a.b = 1",
            "=a = 1e", "=a = \"\\q\"", "=some x in y satisfies x", "=a = 1; b", "=count(a) > 1" })
    void refusesWhatIsNoCondition(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> FeelCondition.parse(expression));
    }

    @Test
    void survivesParenthesesWithoutEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> FeelCondition.parse("(".repeat(100_000)));
    }

    @Test
    void whatIsHiddenCountsAsNullForOthers() {
        FormSchema form = FormFixtures.form(FormFixtures.field("checkbox", "brief", ""),
                FormFixtures.field("textfield", "kind", "\"conditional\":{\"hide\":\"=brief\"}"),
                FormFixtures.field("textfield", "detail", "\"conditional\":{\"hide\":\"=kind = \\\"x\\\"\"}"));

        Map<String, Object> shown = FormFixtures.FORMS.validate(form,
                Map.of("brief", false, "kind", "x", "detail", "d"), Map.of());
        Map<String, Object> brief = FormFixtures.FORMS.validate(form, Map.of("brief", true, "kind", "x", "detail", "d"),
                Map.of());

        assertThat(shown).containsOnlyKeys("brief", "kind");
        assertThat(brief).containsOnlyKeys("brief", "detail");
        assertThat(FormFixtures.FORMS.validate(form, brief, Map.of())).isEqualTo(brief);
    }

    @Test
    void namesInARowAreLookedUpInTheRowFirst() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textfield", "a", ""),
                FormFixtures.field("textfield", "b", ""),
                FormFixtures.rows("rows", "", FormFixtures.field("textfield", "a", ""),
                        FormFixtures.field("textfield", "byRow", "\"conditional\":{\"hide\":\"=a = \\\"x\\\"\"}"),
                        FormFixtures.field("textfield", "byForm", "\"conditional\":{\"hide\":\"=b = \\\"x\\\"\"}")));
        Map<String, Object> row = Map.of("byRow", "1", "byForm", "2");

        Map<String, Object> clean = FormFixtures.FORMS.validate(form,
                Map.of("a", "x", "b", "x", "rows", java.util.List.of(row)), Map.of());

        assertThat(clean.get("rows")).isEqualTo(java.util.List.of(Map.of("byRow", "1")));
    }

    @Test
    void conditionsThatContradictEachOtherEnd() {
        FormSchema form = FormFixtures.form(
                FormFixtures.field("textfield", "a", "\"conditional\":{\"hide\":\"=b = null\"}"),
                FormFixtures.field("textfield", "b", "\"conditional\":{\"hide\":\"=a != null\"}"));

        assertThat(FormFixtures.FORMS.validate(form, Map.of("a", "1", "b", "2"), Map.of())).isNotNull();
    }

}
