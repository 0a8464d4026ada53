package org.sanxing.reflection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanxing.common.FieldError;
import org.sanxing.reflection.Remarks.Answer;
import org.sanxing.reflection.Remarks.Remark;

import static org.assertj.core.api.Assertions.assertThat;

class RemarkAnswersTests {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    /** Returned, with a decision on version 1. */
    private final Reflection reflection = returned();

    private static Reflection returned() {
        Reflection reflection = Reflection.begin("campaign", "staff1", "材料", null, null, "{}", NOW);
        reflection.submit(null, null, NOW);
        reflection.assign(0, "head", "head1");
        reflection.sendBack("head1", NOW);
        return reflection;
    }

    private static Remark remark(String id, String passage, @Nullable Answer answer, boolean resolved) {
        return new Remark(id, "material", 1, "d", "head1", passage, "引用的原文", 0, "意见" + id, NOW, answer, resolved);
    }

    private static Map<String, Object> row(String id, String answer, String text) {
        return Map.of("remarkId", id, "answer", answer, "text", text);
    }

    @Test
    void everyOpenRemarkNeedsAnAnswer() {
        RemarkAnswers answers = RemarkAnswers.of(
                this.reflection, List.of(remark("a", "experience", null, false),
                        remark("b", "problems[2].measure", null, false), remark("c", "experience", null, true)),
                List.of(row("a", "done", "")), (remark) -> false);
        assertThat(answers.answers()).containsOnlyKeys("a");
        assertThat(answers.errors()).extracting(FieldError::field, FieldError::code)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("answers[1].answer", "remark-unanswered"));
        assertThat(answers.errors().get(0).arguments()).containsExactly("意见b", 4, 3, "引用的原文");
    }

    @Test
    void decliningNeedsAReasonAndDoneDoesNot() {
        RemarkAnswers answers = RemarkAnswers.of(this.reflection,
                List.of(remark("a", "experience", null, false), remark("b", "experience", null, false),
                        remark("c", "experience", null, false)),
                List.of(row("a", "declined", " \n"), row("b", "declined", "情况属实，无须修改"), row("c", "done", "")),
                (remark) -> false);
        assertThat(answers.errors()).extracting(FieldError::field, FieldError::code)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("answers[0].text", "declined-without-reason"));
        assertThat(answers.answers()).containsOnlyKeys("b", "c");
        assertThat(answers.answers().get("b")).isEqualTo(new Answer("declined", "情况属实，无须修改", 2));
    }

    @Test
    void doneNeedsANoteWhereThePassageIsAsItWas() {
        RemarkAnswers answers = RemarkAnswers.of(this.reflection,
                List.of(remark("a", "experience", null, false), remark("b", "experience", null, false),
                        remark("c", "experience", null, false)),
                List.of(row("a", "done", "\u200b"), row("b", "done", "改在问题二里"), row("c", "done", "")),
                (remark) -> !remark.id().equals("c"));
        assertThat(answers.errors()).extracting(FieldError::field, FieldError::code)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("answers[0].text", "done-without-change"));
        assertThat(answers.answers()).containsOnlyKeys("b", "c");
    }

    @Test
    void whatWasAnsweredAndKeptOpenIsAskedAgain() {
        RemarkAnswers answers = RemarkAnswers.of(this.reflection,
                List.of(remark("a", "experience", new Answer("done", "已改", 1), false)), List.of(), (remark) -> false);
        assertThat(answers.errors()).extracting(FieldError::field).containsExactly("answers[0].answer");
    }

    @Test
    void namesALongRemarkByItsBeginning() {
        Remark longer = new Remark("a", "material", 1, "d", "head1", "problems[0].cause", "", null,
                "长".repeat(41) + "𠮷", NOW, null, false);
        assertThat(
                RemarkAnswers.of(this.reflection, List.of(longer), null, (remark) -> false).errors().get(0).arguments())
            .containsExactly("长".repeat(40) + "…", 3, 1, "");
    }

}
