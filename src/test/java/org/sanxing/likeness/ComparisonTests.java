package org.sanxing.likeness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is alike is found where it is, and nothing else. */
class ComparisonTests {

    private static final String MARKS = "，。；、：？！“”（） \n\u3000\t";

    /** Frequent ideographs, and some that take two units. */
    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(
                    (random.nextInt(50) == 0) ? 0x20000 + random.nextInt(200) : 0x4e00 + random.nextInt(800));
        }
        return text.toString();
    }

    /** The same letters with other spaces and punctuation in between. */
    private static String scattered(Random random, String text) {
        StringBuilder scattered = new StringBuilder();
        text.codePoints().forEach((point) -> {
            scattered.appendCodePoint(point);
            for (int i = random.nextInt(8) - 5; i > 0; i--) {
                scattered.append(MARKS.charAt(random.nextInt(MARKS.length())));
            }
        });
        return scattered.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @RepeatedTest(200)
    void findsEveryCopyWithOtherPunctuationWhereItIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String copied = letters(random, 30 + random.nextInt(300));
        String before = scattered(random, letters(random, random.nextInt(400)) + "甲");
        String after = scattered(random, "乙" + letters(random, random.nextInt(400)));
        String mine = before + scattered(random, copied) + after;
        String other = scattered(random, letters(random, random.nextInt(400)) + "丙") + scattered(random, copied)
                + scattered(random, "丁" + letters(random, random.nextInt(400)));

        PlainText plain = PlainText.of(mine);
        List<BitSet> found = new Comparison(List.of(plain)).alike(List.of(PlainText.of(other)));

        int first = found.get(0).nextSetBit(0);
        assertThat(first).as("something is found").isNotNegative();
        int last = found.get(0).length() - 1;
        assertThat(found.get(0).cardinality()).as("in one piece").isEqualTo(last - first + 1).isEqualTo(length(copied));
        assertThat(plain.at()[first]).as("from").isEqualTo(length(before));
        int end = mine.offsetByCodePoints(0, plain.at()[last] + 1);
        assertThat(PlainText.of(mine.substring(before.length(), end)).points())
            .isEqualTo(PlainText.of(copied).points());
    }

    @RepeatedTest(50)
    void findsWhateverHasNineteenCharactersInCommon(RepetitionInfo repetition) {
        Random random = new Random(1000 + repetition.getCurrentRepetition());
        String copied = letters(random, Winnowing.LEAST);
        List<BitSet> found = new Comparison(
                List.of(PlainText.of(letters(random, 300)), PlainText.of(letters(random, 90) + "甲" + copied)))
            .alike(List.of(PlainText.of(letters(random, 70) + "乙" + copied + "丙" + letters(random, 30))));
        assertThat(found.get(0).cardinality()).isZero();
        assertThat(found.get(1).cardinality()).isEqualTo(Winnowing.LEAST);
        assertThat(found.get(1).nextSetBit(0)).isEqualTo(91);
    }

    @Test
    void findsNothingInTextsThatHaveNothingInCommon() {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            List<BitSet> found = new Comparison(List.of(PlainText.of(letters(random, 3000))))
                .alike(List.of(PlainText.of(letters(random, 3000))));
            assertThat(found.get(0).cardinality()).isZero();
        }
    }

    @Test
    void foldsFullWidthFormsAndCapitals() {
        String mine = "ＡＢＣ１２３，全年自学笔记仅有前四个月的内容，主动报送信息仅三篇ＸＹＺ";
        String other = "abc123全年自学笔记仅有前四个月的内容主动报送信息仅三篇xyz";
        assertThat(new Comparison(List.of(PlainText.of(mine))).alike(List.of(PlainText.of(other))).get(0).cardinality())
            .isEqualTo(PlainText.of(other).size());
    }

    @Test
    void leavesOutWhatIsNobodysAlsoInTheMiddleOfWhatIsAlike() {
        Random random = new Random(11);
        String given = letters(random, 40);
        String copied = letters(random, 60);
        Comparison comparison = new Comparison(List.of(PlainText.of("甲" + given + "乙" + copied + given)));
        comparison.leaveOut(Winnowing.all(PlainText.of(given)));
        BitSet found = comparison.alike(List.of(PlainText.of("丙" + given + "丁" + copied + given))).get(0);
        assertThat(found.nextSetBit(0)).isEqualTo(42);
        assertThat(found.cardinality()).isEqualTo(60);
    }

    @Test
    void aTextThatSaysOneThingOverAndOverCostsNoMoreThanAnother() {
        PlainText same = PlainText.of("进一步加强学习".repeat(20_000));
        PlainText one = PlainText.of("强".repeat(100_000));
        List<PlainText> texts = new ArrayList<>(List.of(same, one));
        long started = System.nanoTime();
        List<BitSet> found = new Comparison(texts).alike(List.of(one, same));
        assertThat((System.nanoTime() - started) / 1_000_000).as("milliseconds").isLessThan(5_000);
        assertThat(found.get(0).cardinality()).isEqualTo(same.size());
        assertThat(found.get(1).cardinality()).isEqualTo(one.size());
    }

    @Test
    void everyWindowHasAChosenStretch() {
        Random random = new Random(3);
        for (int size = 0; size < 200; size++) {
            long[] hashes = Winnowing.hashes(PlainText.of(letters(random, size)));
            List<Integer> chosen = Winnowing.chosen(hashes);
            for (int from = 0; from + Winnowing.WINDOW <= hashes.length; from++) {
                int begin = from;
                assertThat(chosen).anyMatch((at) -> at >= begin && at < begin + Winnowing.WINDOW);
            }
            assertThat(chosen.isEmpty()).isEqualTo(size < Winnowing.STRETCH);
        }
    }

}
