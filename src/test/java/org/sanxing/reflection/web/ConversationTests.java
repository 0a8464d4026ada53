package org.sanxing.reflection.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.forms.Mark;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.Remarks.Answer;
import org.sanxing.reflection.Remarks.Remark;
import org.sanxing.reflection.Remarks.Settlement;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.diff.PlacedRemark.State;
import org.sanxing.reflection.diff.PlacedRemark;
import org.sanxing.reflection.web.Conversation.Card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What stands beside the text, and in which order. */
class ConversationTests {

    private static final Instant FIRST = Instant.parse("2026-11-22T01:00:00Z");

    private static final Instant SECOND = Instant.parse("2026-11-23T01:00:00Z");

    private static final ReflectionContent SHOWN = ReflectionContent.of(Map.of("experience", "一二三四五六", "problems",
            List.of(Map.of("manifestation", "甲", "cause", "乙", "measure", "丙"))));

    private static PlacedRemark placed(String id, Instant at, String passage, Integer start, State state,
            boolean resolved) {
        Remark remark = new Remark(id, "r", 1, at.equals(FIRST) ? "d" : "e", "head1", "experience", "二三", null, "意见",
                at, null, resolved);
        return new PlacedRemark(remark, passage, start, (start != null) ? 2 : 0, state);
    }

    private static Conversation conversation(PlacedRemark... placed) {
        ReviewDecision decision = new ReviewDecision("d", "r", 1, "head", "head1", "head1", null, "return", "意见", "{}",
                "hash", FIRST, null, null);
        return Conversation.of(List.of(placed), SHOWN, List.of(decision),
                Map.of("a", List.of(new Answer("done", "好", 2), new Answer("declined", "不", 3))),
                Map.of("b", new Settlement("supervisor1", SECOND)), (remark, answer) -> answer.version() == 2);
    }

    @Test
    void standsInTheOrderOfTheTextAndWhatLostItsPlaceAtTheEnd() {
        Conversation said = conversation(placed("gone", FIRST, null, null, State.GONE, false),
                placed("c", FIRST, "problems[0].cause", 0, State.QUOTED, false),
                placed("a", SECOND, "experience", 3, State.QUOTED, false),
                placed("b", FIRST, "experience", 1, State.CHANGED, true),
                placed("whole", SECOND, "experience", null, State.QUOTED, false));
        assertThat(said.cards()).extracting((card) -> card.remark().id()).containsExactly("whole", "b", "a", "c");
        assertThat(said.gone()).extracting((card) -> card.remark().id()).containsExactly("gone");
        assertThat(said.all()).extracting(Card::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(said.open()).isEqualTo(4);
        assertThat(said.resolved()).isEqualTo(1);
    }

    @Test
    void knowsTheLevelOfTheDecisionWithWhichARemarkWasMade() {
        Conversation said = conversation(placed("a", FIRST, "experience", 1, State.QUOTED, false),
                placed("later", SECOND, "experience", 2, State.QUOTED, false));
        assertThat(said.cards()).extracting(Card::level).containsExactly("head", null);
    }

    @Test
    void keepsEveryAnswerAndWhoFoundItResolved() {
        Conversation said = conversation(placed("a", FIRST, "experience", 1, State.QUOTED, false),
                placed("b", FIRST, "experience", 2, State.QUOTED, true));
        assertThat(said.cards().get(0).answers()).extracting(Conversation.Said::answer, Conversation.Said::unchanged)
            .containsExactly(tuple("done", true), tuple("declined", false));
        assertThat(said.accounts()).containsExactlyInAnyOrder("head1", "supervisor1");
    }

    @Test
    void marksTheWordsOrTheWholePassage() {
        List<Mark> marks = conversation(placed("a", FIRST, "experience", 1, State.QUOTED, false),
                placed("whole", FIRST, "experience", null, State.QUOTED, false),
                placed("changed", FIRST, "experience", 2, State.CHANGED, false),
                placed("b", FIRST, "experience", 4, State.QUOTED, true))
            .marks()
            .all();
        assertThat(marks).extracting(Mark::kind).containsExactly("open", "open", "changed", "resolved");
        assertThat(marks).extracting(Mark::start).containsExactly(null, 1, 2, 4);
        assertThat(marks).extracting(Mark::label).containsExactly("1", "2", "3", "4");
    }

}
