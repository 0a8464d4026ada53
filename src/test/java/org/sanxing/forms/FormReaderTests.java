package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FormReaderTests {

    @Test
    void readsEveryTypeOfComponent() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textfield", "a", ""),
                FormFixtures.field("textarea", "b", ""), FormFixtures.field("number", "c", ""),
                FormFixtures.field("datetime", "d", "\"subtype\":\"date\",\"dateLabel\":\"日期\""),
                FormFixtures.field("select", "e", "\"values\":[{\"label\":\"甲\",\"value\":\"x\"}]"),
                FormFixtures.field("radio", "f", "\"valuesKey\":\"people\""), FormFixtures.field("checkbox", "g", ""),
                FormFixtures.field("checklist", "h", "\"valuesKey\":\"people\""),
                "{\"type\":\"text\",\"id\":\"Text_1\",\"text\":\"# 说明\\n\\n第二段\"}",
                "{\"type\":\"group\",\"id\":\"Group_1\",\"label\":\"组\",\"showOutline\":true,\"components\":["
                        + FormFixtures.field("textfield", "i", "") + "]}",
                FormFixtures.rows("rows", "\"allowAddRemove\":false,\"defaultRepetitions\":2",
                        FormFixtures.field("textfield", "a", "")));

        assertThat(form.components()).extracting(FormComponent::type)
            .containsExactly(Type.TEXTFIELD, Type.TEXTAREA, Type.NUMBER, Type.DATE, Type.SELECT, Type.RADIO,
                    Type.CHECKBOX, Type.CHECKLIST, Type.TEXT, Type.GROUP, Type.REPEATED_GROUP);
        assertThat(form.find("e").orElseThrow().options()).containsExactly(new Option("x", "甲"));
        assertThat(form.components().get(8).paragraphs()).containsExactly("说明", "第二段");
        assertThat(form.find("rows").orElseThrow().repetition()).isEqualTo(new FormComponent.Repetition(false, 2));
        assertThat(form.paths()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "rows", "rows[].a");
        assertThat(form.fields().stream().map(FormComponent::valuesKey).filter(Objects::nonNull).distinct())
            .containsExactly("people");
    }

    @Test
    void readsRulesAndProperties() {
        FormSchema form = FormFixtures.form(
                FormFixtures.field("textfield", "a",
                        "\"description\":\"写清楚\",\"validate\":{\"required\":true,\"minLength\":2,\"maxLength\":9,"
                                + "\"pattern\":\"^[a-z]+$\",\"validationType\":\"custom\"},\"defaultValue\":\"ab\","
                                + "\"readonly\":true,\"properties\":{\"hidden\":\"true\"}"),
                FormFixtures.field("number", "b",
                        "\"decimalDigits\":2,\"increment\":\"1\",\"validate\":{\"min\":1,\"max\":\"9.5\"}"),
                FormFixtures.rows("c",
                        "\"properties\":{\"minItems\":\"1\",\"maxItems\":\"3\",\"title\":\"问题\",\"summaryKey\":\"d\"}",
                        FormFixtures.field("textarea", "d", "\"disabled\":true")));

        FormComponent a = form.find("a").orElseThrow();
        assertThat(a.validation())
            .isEqualTo(new FormComponent.Validation(true, 2, 9, "^[a-z]+$", null, null, null, 0, null, false));
        assertThat(a.description()).isEqualTo("写清楚");
        assertThat(a.defaultValue()).isEqualTo("ab");
        assertThat(a.readOnly()).isTrue();
        assertThat(a.hidden()).isTrue();
        FormComponent.Validation b = form.find("b").orElseThrow().validation();
        assertThat(b.min()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(b.max()).isEqualByComparingTo("9.5");
        assertThat(b.decimalDigits()).isEqualTo(2);
        FormComponent c = form.find("c").orElseThrow();
        assertThat(c.validation().minItems()).isEqualTo(1);
        assertThat(c.validation().maxItems()).isEqualTo(3);
        assertThat(c.rowTitle()).isEqualTo("问题");
        assertThat(c.repetition()).isEqualTo(new FormComponent.Repetition(true, 1));
        assertThat(form.find("c[].d").orElseThrow().readOnly()).isTrue();
        assertThat(form.find("c[7].d")).isPresent();
        assertThat(form.find("c[].e")).isEmpty();
        assertThat(form.find("a[].d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 16, 17, 18, 19 })
    void readsWhatCamundaModelerWrites(int schemaVersion) {
        String json = """
                {"executionPlatform":"Camunda Platform","executionPlatformVersion":"7.24.0",
                 "exporter":{"name":"Camunda Modeler","version":"5.40.0"},"schemaVersion":%d,"id":"leave","type":"default",
                 "components":[
                  {"text":"# 请假","type":"text","layout":{"row":"Row_0","columns":null},"id":"Field_Intro"},
                  {"label":"天数","type":"number","layout":{"row":"Row_1","columns":8},"id":"Field_Days","key":"days",
                   "decimalDigits":0,"increment":"1","serializeToString":false,"appearance":{"suffixAdorner":"天"},
                   "validate":{"required":true,"min":1}},
                  {"subtype":"date","dateLabel":"起","type":"datetime","layout":{"row":"Row_1","columns":null},
                   "id":"Field_From","key":"from"},
                  {"values":[{"label":"甲","value":"a"},{"label":"乙","value":"b"}],"label":"类别","type":"select",
                   "searchable":true,"layout":{"row":"Row_2","columns":null},"id":"Field_Kind","key":"kind",
                   "conditional":{"hide":"=days > 3"}},
                  {"label":"同行","allowAddRemove":true,"defaultRepetitions":1,"isRepeating":true,"path":"people",
                   "disableCollapse":false,"nonCollapsedItems":5,"showOutline":true,"type":"dynamiclist",
                   "layout":{"row":"Row_3","columns":null},"id":"Field_People","verticalAlignment":"start",
                   "components":[{"label":"姓名","type":"textfield","key":"name","id":"Field_Name",
                     "layout":{"row":"Row_4","columns":null},"validate":{"maxLength":20}}]}]}
                """
            .formatted(schemaVersion);

        FormSchema form = FormFixtures.FORMS.read("leave.form", json);

        assertThat(form.id()).isEqualTo("leave");
        assertThat(form.paths()).containsExactly("days", "from", "kind", "people", "people[].name");
        assertThat(form.find("from").orElseThrow().label()).isEqualTo("起");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type":"iframe","key":"k"                                               | type 'iframe'
            "type":"expression","key":"k"                                           | type 'expression'
            "key":"k"                                                               | no type
            "type":"textfield","id":"k"                                             | no key
            "type":"textfield","key":"k","novelty":1                                | property 'novelty'
            "type":"textfield","key":"k","validate":{"novelty":1}                   | validation 'novelty'
            "type":"textfield","key":"k","validate":{"min":1}                       | validation 'min'
            "type":"textfield","key":"k","validate":{"validationType":"email"}      | validation type 'email'
            "type":"textfield","key":"k","validate":{"minLength":"=a"}              | 'minLength'
            "type":"textfield","key":"k","validate":{"pattern":"(["}                | pattern
            "type":"textfield","key":"k","label":"=a"                               | 'label'
            "type":"textfield","key":"k","label":"{{a}}"                            | 'label'
            "type":"textfield","key":"k","description":"=a"                         | 'description'
            "type":"textfield","key":"k","readonly":"=a"                            | 'readonly'
            "type":"textfield","key":"k","conditional":{"hide":"=a +"}              | condition
            "type":"textfield","key":"k","conditional":{"hide":"=unknown = 1"}      | unknown
            "type":"textfield","key":"k","properties":{"requiredWhen":"1 2"}        | requiredWhen
            "type":"textfield","key":"k","properties":{"minItems":"1"}              | minItems
            "type":"text","id":"k","text":"=a"                                      | 'text'
            "type":"text","id":"k","text":"<b>x</b>"                                | HTML
            "type":"select","key":"k"                                               | values
            "type":"select","key":"k","valuesExpression":"=a"                       | valuesExpression
            "type":"select","key":"k","values":[{"value":"=a","label":"b"}]         | 'value'
            "type":"select","key":"k","values":[{"value":"a"},{"value":"a"}]        | once
            "type":"radio","key":"k","values":[{"value":"a"}],"defaultValue":"b"    | default value
            "type":"datetime","key":"k","subtype":"time"                            | subtype
            "type":"textfield","key":"k","disallowPassedDates":true                 | disallowPassedDates
            "type":"number","key":"k","decimalDigits":"x"                           | decimalDigits
            "type":"group","id":"k","path":"p"                                      | path
            "type":"dynamiclist","id":"k"                                           | path
            "type":"dynamiclist","path":"k","properties":{"summaryKey":"x"}         | summaryKey
            """)
    void refusesWhatIsNotSupportedNamingFileAndComponent(String component, String reason) {
        assertThatExceptionOfType(UnsupportedForm.class)
            .isThrownBy(() -> FormFixtures.FORMS.read("some.form", FormFixtures.json("{" + component + "}")))
            .withMessageContaining("some.form")
            .withMessageMatching("(?s).*(component 'k'|component '').*")
            .withMessageContaining(reason);
    }

    @Test
    void namesTheComponentWithinARow() {
        assertThatExceptionOfType(UnsupportedForm.class)
            .isThrownBy(
                    () -> FormFixtures.form(FormFixtures.rows("rows", "", FormFixtures.field("filepicker", "k", ""))))
            .withMessageContaining("'rows[].k'");
    }

    @Test
    void refusesAKeyThatIsUsedTwiceEvenInAGroup() {
        assertThatExceptionOfType(UnsupportedForm.class)
            .isThrownBy(
                    () -> FormFixtures.form(FormFixtures.field("textfield", "k", ""),
                            "{\"type\":\"group\",\"id\":\"g\",\"components\":["
                                    + FormFixtures.field("textarea", "k", "") + "]}"))
            .withMessageContaining("'k'")
            .withMessageContaining("twice");
    }

    @Test
    void aRowMayUseAKeyFromOutsideAgain() {
        FormSchema form = FormFixtures.form(FormFixtures.field("textfield", "k", ""),
                FormFixtures.rows("rows", "", FormFixtures.field("textfield", "k", "")));

        assertThat(form.paths()).containsExactly("k", "rows", "rows[].k");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{", "{\"id\":\"a\",\"id\":\"b\",\"type\":\"default\"}",
            "{\"type\":\"default\"}", "{\"id\":\"a\",\"type\":\"default\",\"novelty\":1}" })
    void refusesWhatIsNoForm(String json) {
        assertThatExceptionOfType(UnsupportedForm.class).isThrownBy(() -> FormFixtures.FORMS.read("some.form", json))
            .withMessageContaining("some.form");
    }

    @ParameterizedTest
    @CsvSource({ "reflection/reflection-write.form,reflection-write",
            "reflection/reflection-revise.form,reflection-revise",
            "reflection/reflection-review.form,reflection-review",
            "ledger/problem-registration.form,problem-registration" })
    void readsTheFormsThatAreShipped(String path, String id) {
        assertThat(FormFixtures.shipped(path).id()).isEqualTo(id);
    }

    @Test
    void theShippedFormsAskForWhatTheProceduresNeed() {
        List<String> material = List.of("experience", "problems", "problems[].category", "problems[].manifestation",
                "problems[].cause", "problems[].measure", "problems[].deadlineClass", "problems[].underWay");
        assertThat(FormFixtures.shipped("reflection/reflection-write.form").paths()).containsAll(material)
            .contains("attachments")
            .hasSize(material.size() + 1);
        assertThat(FormFixtures.shipped("reflection/reflection-revise.form").paths()).containsAll(material)
            .contains("answers[].remarkId", "answers[].answer", "answers[].text");
        assertThat(FormFixtures.shipped("reflection/reflection-review.form").paths()).containsExactly("decision",
                "opinion", "attachments", "remarks", "remarks[].passage", "remarks[].quote", "remarks[].start",
                "remarks[].text", "resolved");
        assertThat(FormFixtures.shipped("ledger/problem-registration.form").paths()).containsExactly("entries",
                "entries[].problem", "entries[].title", "entries[].rootCause", "entries[].deadlineClass",
                "entries[].responsible", "opinion");
    }

    @Test
    void aFieldForFilesSaysWhereTheyComeFromAndHowManyItTakes() {
        FormComponent many = FormFixtures.form(FormFixtures.field("filepicker", "f",
                "\"multiple\":true,\"accept\":\".pdf\",\"valuesKey\":\"files\",\"properties\":{\"maxItems\":\"3\"}"))
            .fields()
            .get(0);
        assertThat(many.type()).isEqualTo(FormComponent.Type.FILES);
        assertThat(many.accept()).isEqualTo(".pdf");
        assertThat(many.validation().maxItems()).isEqualTo(3);
        FormComponent one = FormFixtures.form(FormFixtures.field("filepicker", "f", "\"valuesKey\":\"files\""))
            .fields()
            .get(0);
        assertThat(one.validation().maxItems()).isEqualTo(1);
        for (String bad : List.of(FormFixtures.field("filepicker", "f", ""),
                FormFixtures.field("filepicker", "f", "\"valuesKey\":\"x\",\"properties\":{\"minItems\":\"1\"}"),
                FormFixtures.field("textfield", "f", "\"multiple\":true"))) {
            assertThatExceptionOfType(UnsupportedForm.class).isThrownBy(() -> FormFixtures.form(bad));
        }
    }

    @Test
    void findsTheFilesThatWereChosen() {
        FormSchema form = FormFixtures.form(FormFixtures.field("filepicker", "f", "\"valuesKey\":\"files\""),
                FormFixtures.field("textfield", "t", ""));
        assertThat(form.files(Map.of("f", List.of("1"), "t", "x"))).containsExactly(Map.entry("f", List.of("1")));
        assertThat(form.files(Map.of("f", List.of()))).isEmpty();
    }

}
