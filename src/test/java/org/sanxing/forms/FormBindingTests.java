package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormBindingTests {

    @Test
    void bindsEveryTypeAsTheApiTakesIt() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textfield", "a", ""),
                FormFixtures.field("textarea", "b", ""), FormFixtures.field("number", "c", ""),
                FormFixtures.field("number", "d", ""), FormFixtures.field("datetime", "e", "\"subtype\":\"date\""),
                FormFixtures.field("checkbox", "f", ""), FormFixtures.field("checkbox", "g", ""),
                FormFixtures.field("checklist", "h", "\"valuesKey\":\"x\""),
                FormFixtures.field("checklist", "i", "\"valuesKey\":\"x\""), FormFixtures.rows("j", ""),
                FormFixtures.field("textfield", "k", ""));

        Map<String, Object> data = FormFixtures.FORMS.bind(form, parameters("a", " 甲 ", "b", "一\r\n二\r", "c", "1.50",
                "d", "x", "e", "2026-11-22", "f", "true", "h", "1", "_csrf", "secret", "revision", "3"));

        assertThat(data).containsExactlyInAnyOrderEntriesOf(
                Map.ofEntries(Map.entry("a", " 甲 "), Map.entry("b", "一\n二\n"), Map.entry("c", new BigDecimal("1.50")),
                        Map.entry("d", "x"), Map.entry("e", "2026-11-22"), Map.entry("f", true), Map.entry("g", false),
                        Map.entry("h", List.of("1")), Map.entry("i", List.of()), Map.entry("j", List.of())));
    }

    @Test
    void rowsComeOutInOrderWithoutGaps() {
        FormSchema form = FormFixtures.form(FormFixtures.rows("rows", "", FormFixtures.field("textfield", "a", ""),
                FormFixtures.rows("inner", "", FormFixtures.field("textfield", "b", ""))));

        Map<String, Object> data = FormFixtures.FORMS.bind(form,
                parameters("rows[10].a", "三", "rows[2].a", "二", "rows[0]", "", "rows[2].inner[4].b", "内", "rows[new].a",
                        "no", "rows[-1].a", "no", "rows[01].a", "no", "rows[99999999999].a", "no", "rows[3", "no",
                        "rows", "no", "rowsx[7].a", "no"));

        assertThat(data).isEqualTo(Map.of("rows", List.of(Map.of("inner", List.of()),
                Map.of("a", "二", "inner", List.of(Map.of("b", "内"))), Map.of("a", "三", "inner", List.of()))));
    }

    @Test
    void aPageGivesTheSameAsTheApi() {
        FormSchema form = FormFixtures.shipped("reflection/reflection-write.form");
        Map<String, Object> data = FormFixtures.material(2);
        data.put("attachments", List.of());
        Map<String, String[]> parameters = new LinkedHashMap<>();
        parameters.put("experience", new String[] { "一年来的工作。" });
        for (int i = 0; i < 2; i++) {
            String row = "problems[" + (i * 3) + "]";
            FormFixtures.problem()
                .forEach((key, value) -> parameters.put(row + "." + key, new String[] { "" + value }));
        }

        Map<String, Object> bound = FormFixtures.FORMS.bind(form, parameters);

        assertThat(bound).isEqualTo(data);
        assertThat(FormFixtures.FORMS.validate(form, bound, FormFixtures.CATEGORIES)).isEqualTo(data);
    }

    private static Map<String, String[]> parameters(String... pairs) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], new String[] { pairs[i + 1] });
        }
        return parameters;
    }

}
