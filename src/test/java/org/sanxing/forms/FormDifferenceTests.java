package org.sanxing.forms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.forms.FormDifference.Difference;
import org.sanxing.forms.FormDifference.Mark;
import org.sanxing.forms.FormDifference.Side;

import static org.assertj.core.api.Assertions.assertThat;

class FormDifferenceTests {

    private final FormSchema form = FormFixtures.FORMS.read("revise",
            Files.readString(Path.of("forms/reflection/reflection-revise.form")));

    FormDifferenceTests() throws IOException {
    }

    private static Map<String, Object> problem(String text) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("manifestation", text + "办得晚了，影响了工作。");
        row.put("cause", text + "没有列出时间表。");
        row.put("underWay", false);
        return row;
    }

    @SafeVarargs
    private static Map<String, Object> material(String experience, Map<String, Object>... problems) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("experience", experience);
        data.put("problems", new ArrayList<>(List.of(problems)));
        return data;
    }

    private FormDifference between(Map<String, Object> mine, Map<String, Object> other) {
        return FormDifference.between(this.form, mine, other, Map.of("categories", List.of()));
    }

    private static Map<String, String> all(FormDifference difference, String choice) {
        Map<String, String> choices = new LinkedHashMap<>();
        difference.differences().forEach((each) -> choices.put(each.id(), choice));
        return choices;
    }

    @Test
    void whatIsTheSameDiffersInNothing() {
        Map<String, Object> other = material("体会", problem("甲"));
        other.put("answers", List.of());
        assertThat(between(material("体会", problem("甲")), other).differences()).isEmpty();
    }

    @Test
    void marksTheMiddleThatDiffers() {
        Difference difference = between(material("认真学习𠮷查找"), material("认真研读𠮷查找")).differences().get(0);
        assertThat(difference.id()).isEqualTo("experience");
        assertThat(difference.mine().get(0).marks()).containsExactly(new Mark(false, "认真"), new Mark(true, "学习"),
                new Mark(false, "𠮷查找"));
        assertThat(difference.other().get(0).marks()).contains(new Mark(true, "研读"));
    }

    @Test
    void matchesProblemsThatWereMovedOrRemovedElsewhere() {
        Map<String, Object> changed = problem("文稿");
        changed.put("cause", "文稿没有列出时间表，也没有核对。");
        FormDifference difference = between(material("体会", problem("档案"), changed),
                material("体会", problem("文稿"), problem("会议联络迟到早退")));
        assertThat(difference.differences()).extracting(Difference::id, Difference::side)
            .contains(org.assertj.core.groups.Tuple.tuple("problems[1].cause", Side.BOTH));
    }

    @Test
    void takesOneSideOrTheOtherFieldByField() {
        Map<String, Object> mine = material("本页的体会", problem("一只有本页有的问题甲乙丙丁"), problem("两处都有的文稿"));
        Map<String, Object> other = material("别处的体会", problem("两处都有的文稿"), problem("只有别处有的ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        Map<String, Object> far = new LinkedHashMap<>();
        far.put("manifestation", "XYZ QRS 无一相同");
        other.put("problems", new ArrayList<>(List.of(problem("两处都有的文稿"), far)));
        FormDifference difference = between(mine, other);
        assertThat(difference.merged(all(difference, FormDifference.MINE))).isEqualTo(mine);
        Map<String, Object> merged = difference.merged(all(difference, FormDifference.OTHER));
        assertThat(merged.get("experience")).isEqualTo("别处的体会");
        assertThat(merged.get("problems")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
            .contains(problem("两处都有的文稿"), far);
        assertThat(between(merged, other).differences()).isEmpty();
    }

    @Test
    void answersBelongToTheirRemarks() {
        Map<String, Object> mine = material("体会");
        mine.put("answers", List.of(Map.of("remarkId", "a", "answer", "done", "text", ""),
                Map.of("remarkId", "b", "answer", "", "text", "")));
        Map<String, Object> other = material("体会");
        other.put("answers", List.of(Map.of("remarkId", "b", "answer", "declined", "text", "理由"),
                Map.of("remarkId", "a", "answer", "done", "text", "")));
        FormDifference difference = between(mine, other);
        assertThat(difference.differences()).extracting(Difference::id)
            .containsExactly("answers[1].answer", "answers[1].text");
        assertThat(difference.merged(all(difference, FormDifference.OTHER)).get("answers"))
            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
            .contains(Map.of("remarkId", "b", "answer", "declined", "text", "理由"));
    }

    @Test
    void asksAgainWhereNothingWasChosen() {
        FormDifference difference = between(material("甲"), material("乙"));
        assertThat(difference.choices(Map.of())).isEmpty();
        assertThat(difference.choices(Map.of("_take.experience", new String[] { "other" }))).containsEntry("experience",
                "other");
        assertThat(difference.choices(Map.of(FormDifference.ALL, new String[] { "mine" }))).containsEntry("experience",
                "mine");
    }

}
