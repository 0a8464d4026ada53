package org.sanxing.reflection.diff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanxing.forms.TextDiffTests;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.Reflections.Problem;
import org.sanxing.reflection.Remarks.Remark;
import org.sanxing.reflection.diff.PlacedRemark.State;

import static org.assertj.core.api.Assertions.assertThat;

class RemarkAnchorsTests {

    private static final String EXPERIENCE = "今年以来，我负责提案交办和会务保障。遇到急事先推后办，总觉得“差不多就行”。";

    private static final Problem LATE = problem(0, "三月份一份急件未按规定登记即送阅，造成归档缺件。", "制度印发后只浏览了一遍，全凭记忆。",
            "每季度至少参加一次实地调研，注明来源。");

    private static final Problem RUDE = problem(1, "对口单位来电催问三次才答复，态度生硬😀。", "总觉得差不多就行，全凭记忆。", "当日答复、三日办结。");

    private static final ReflectionContent FIRST = new ReflectionContent(EXPERIENCE, List.of(LATE, RUDE));

    @Test
    void staysOnWordsThatStandWhereTheyStood() {
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12), FIRST);
        assertThat(placed.state()).isEqualTo(State.QUOTED);
        assertThat(placed.passage()).isEqualTo("problems[0].cause");
        assertThat(words(placed, FIRST)).isEqualTo("全凭记忆");
    }

    @Test
    void followsTheWordsBehindWhatWasPutBeforeThem() {
        ReflectionContent second = new ReflectionContent(EXPERIENCE, List
            .of(problem(0, LATE.manifestation(), "我没有清单，全凭记忆办事。制度印发后只浏览了一遍，没有对照岗位梳理，全凭记忆。", LATE.measure()), RUDE));
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12), second);
        assertThat(words(placed, second)).isEqualTo("全凭记忆");
        assertThat(placed.start()).as("the one it was about, not the new one before it").isGreaterThan(20);
    }

    @Test
    void goesWithItsProblem() {
        ReflectionContent second = new ReflectionContent(EXPERIENCE, List.of(moved(RUDE, 0), moved(LATE, 1)));
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12), second);
        assertThat(placed.passage()).isEqualTo("problems[1].cause");
        assertThat(words(placed, second)).isEqualTo("全凭记忆");
    }

    @Test
    void staysAtItsPassageWhenTheWordsStandElsewhere() {
        ReflectionContent second = new ReflectionContent(EXPERIENCE,
                List.of(problem(0, "三月份一份急件未按规定登记即送阅。", LATE.cause(), LATE.measure()), RUDE,
                        problem(2, "档案移交不规范：去年造成归档缺件。", "没有专人负责。", "设专人。")));
        PlacedRemark placed = place(remark("problems[0].manifestation", "造成归档缺件", 18), second);
        assertThat(placed.state()).isEqualTo(State.CHANGED);
        assertThat(placed.passage()).isEqualTo("problems[0].manifestation");
    }

    @Test
    void staysAtThePlaceOfWordsThatWereReplaced() {
        ReflectionContent second = new ReflectionContent(EXPERIENCE,
                List.of(problem(0, LATE.manifestation(), "制度印发后只浏览了一遍，没有对照清单逐条核对。", LATE.measure()), RUDE));
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12), second);
        assertThat(placed.state()).isEqualTo(State.CHANGED);
        assertThat(words(placed, second)).isEqualTo("没有对照清单逐条核对");
    }

    @Test
    void staysWhereItsWordsWereTakenOut() {
        ReflectionContent second = new ReflectionContent(EXPERIENCE,
                List.of(problem(0, LATE.manifestation(), "制度印发后只浏览了一遍，。", LATE.measure()), RUDE));
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12), second);
        assertThat(placed.state()).isEqualTo(State.CHANGED);
        assertThat(placed.start()).isEqualTo(12);
        assertThat(placed.length()).isZero();
    }

    @Test
    void followsItsWordsOnlyWhenItsProblemIsGone() {
        PlacedRemark placed = place(remark("problems[0].measure", "每季度至少参加一次实地调研", 0),
                new ReflectionContent("每季度至少参加一次实地调研。", List.of(moved(RUDE, 0))));
        assertThat(placed.passage()).isEqualTo("experience");
        assertThat(placed.state()).isEqualTo(State.QUOTED);
    }

    @Test
    void saysSoWhereTheProblemIsGone() {
        PlacedRemark placed = place(remark("problems[0].cause", "全凭记忆", 12),
                new ReflectionContent(EXPERIENCE, List.of(moved(RUDE, 0))));
        assertThat(placed.state()).isEqualTo(State.GONE);
        assertThat(placed.passage()).isNull();
    }

    @Test
    void standsAtTheWholePassageWhereItQuotesNothing() {
        assertThat(place(remark("experience", "", null), FIRST)).extracting(PlacedRemark::state, PlacedRemark::start)
            .containsExactly(State.QUOTED, null);
        assertThat(place(remark("problems[1].measure", "", null),
                new ReflectionContent(EXPERIENCE, List.of(moved(RUDE, 0))))
            .passage()).isEqualTo("problems[0].measure");
    }

    @Test
    void knowsWhetherThePassageIsAsItWas() {
        Remark remark = remark("problems[0].cause", "全凭记忆", 12);
        assertThat(unchanged(remark, new ReflectionContent("另写", List.of(moved(RUDE, 0), moved(LATE, 1))))).isTrue();
        assertThat(unchanged(remark,
                new ReflectionContent(EXPERIENCE,
                        List.of(problem(0, LATE.manifestation(), " 制度印发后\n只浏览了一遍，全凭记忆。\u200b", LATE.measure()), RUDE))))
            .isTrue();
        assertThat(unchanged(remark,
                new ReflectionContent(EXPERIENCE,
                        List.of(problem(0, LATE.manifestation(), "制度印发后只浏览了两遍，全凭记忆。", LATE.measure()), RUDE))))
            .isFalse();
        assertThat(unchanged(remark, new ReflectionContent(EXPERIENCE, List.of(moved(RUDE, 0))))).isFalse();
    }

    private static boolean unchanged(Remark remark, ReflectionContent after) {
        return RemarkAnchors.isUnchanged(remark, (number) -> FIRST, FIRST, after);
    }

    @Test
    void findsTheQuoteWhereAScriptSaidAnotherStartOrNone() {
        for (Integer start : new Integer[] { null, 0, 9_999 }) {
            assertThat(words(place(remark("problems[1].cause", "全凭记忆", start), FIRST), FIRST)).isEqualTo("全凭记忆");
        }
    }

    @Test
    void isOnItsQuoteOrMarkedChangedWhateverWasEdited() {
        long seed = System.nanoTime();
        System.out.println("Seed of the edits: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Remark> remarks = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                String passage = FIRST.passages().get(random.nextInt(FIRST.passages().size()));
                int[] text = FIRST.find(passage).orElseThrow().codePoints().toArray();
                int begin = random.nextInt(text.length);
                int length = 1 + random.nextInt(text.length - begin);
                remarks.add(remark(passage, new String(text, begin, length), begin));
            }
            ReflectionContent second = edited(FIRST, random);
            ReflectionContent third = edited(second, random);
            for (ReflectionContent shown : List.of(FIRST, second, third)) {
                List<PlacedRemark> placed = RemarkAnchors.place(remarks, (number) -> FIRST, shown);
                assertThat(placed).extracting(PlacedRemark::remark).as("none is lost").isEqualTo(remarks);
                placed.forEach((each) -> standsRight(each, shown));
                if (shown == FIRST) {
                    assertThat(placed).allMatch(
                            (each) -> each.state() == State.QUOTED && each.passage().equals(each.remark().passage())
                                    && each.start().equals(each.remark().start()));
                }
            }
        }
    }

    private static void standsRight(PlacedRemark placed, ReflectionContent shown) {
        switch (placed.state()) {
            case QUOTED -> assertThat(words(placed, shown)).isEqualTo(placed.remark().quote());
            case CHANGED -> {
                assertThat(words(placed, shown)).isNotEqualTo(placed.remark().quote());
                assertThat(shown.find(placed.passage()).orElseThrow()).doesNotContain(placed.remark().quote());
            }
            case GONE -> assertThat(placed.passage()).isNull();
        }
    }

    private static ReflectionContent edited(ReflectionContent content, Random random) {
        List<Problem> problems = new ArrayList<>(content.problems());
        if (random.nextInt(4) == 0 && !problems.isEmpty()) {
            problems.remove(random.nextInt(problems.size()));
        }
        if (random.nextInt(3) == 0) {
            problems.add(problem(0, "公文格式多次出错，校对两遍仍有漏字。", "要求不高。", "交叉校对。"));
        }
        Collections.shuffle(problems, random);
        List<Problem> numbered = new ArrayList<>();
        for (Problem problem : problems) {
            numbered.add(problem(numbered.size(), edit(problem.manifestation(), random), edit(problem.cause(), random),
                    edit(problem.measure(), random)));
        }
        return new ReflectionContent(edit(content.experience(), random), numbered);
    }

    private static String edit(String text, Random random) {
        return random.nextBoolean() ? text : TextDiffTests.edited(text, random);
    }

    private static PlacedRemark place(Remark remark, ReflectionContent shown) {
        return RemarkAnchors.place(List.of(remark), (number) -> FIRST, shown).get(0);
    }

    /** The words at which it stands. */
    private static String words(PlacedRemark placed, ReflectionContent shown) {
        int[] text = shown.find(placed.passage()).orElseThrow().codePoints().toArray();
        return new String(text, placed.start(), placed.length());
    }

    private static Remark remark(String passage, String quote, @Nullable Integer start) {
        return new Remark("r", "m", 1, "d", "head1", passage, quote, start, "请写具体。", Instant.EPOCH, null, false);
    }

    private static Problem problem(int index, String manifestation, String cause, String measure) {
        return new Problem(index, "c", manifestation, cause, measure, "short", false);
    }

    private static Problem moved(Problem problem, int index) {
        return problem(index, problem.manifestation(), problem.cause(), problem.measure());
    }

}
