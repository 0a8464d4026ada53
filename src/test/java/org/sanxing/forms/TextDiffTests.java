package org.sanxing.forms;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.forms.TextDiff.Change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

public class TextDiffTests {

    private static final String TEXT = """
            今年以来，我负责提案交办和会务保障。3月12日承办的协商座谈会，材料报送比规定时间晚了两天，原因是没有提前核对名单。
            遇到急事先推后办，总觉得“差不多就行”；对口单位来电催问三次，我才答复。𠮷、𬉼等生僻字录错两处，😀也混进了正文。
            """;

    @Test
    void marksTheCharactersThatChanged() {
        assertThat(TextDiff.between("材料报送晚了两天，没有核对。", "材料报送晚了三天，没有核对。")).containsExactly(
                new Change(Change.Op.EQUAL, "材料报送晚了"), new Change(Change.Op.DELETE, "两"),
                new Change(Change.Op.INSERT, "三"), new Change(Change.Op.EQUAL, "天，没有核对。"));
    }

    @Test
    void showsAClauseThatWasWrittenAnewAsReplaced() {
        List<Change> changes = TextDiff.between("工作中有时拖拉，", "9月例会材料直到会前半小时才送到，");
        assertThat(changes).containsExactly(new Change(Change.Op.DELETE, "工作中有时拖拉"),
                new Change(Change.Op.INSERT, "9月例会材料直到会前半小时才送到"), new Change(Change.Op.EQUAL, "，"));
    }

    @Test
    void saysNothingChangedWhereNothingDid() {
        assertThat(TextDiff.between(TEXT, TEXT)).containsExactly(new Change(Change.Op.EQUAL, TEXT));
        assertThat(TextDiff.between("", "")).isEmpty();
        assertThat(TextDiff.between("", "新")).containsExactly(new Change(Change.Op.INSERT, "新"));
        assertThat(TextDiff.between("旧", "")).containsExactly(new Change(Change.Op.DELETE, "旧"));
    }

    @Test
    void makesTheNewTextOfTheOldWhateverWasEdited() {
        long seed = System.nanoTime();
        System.out.println("Seed of the edits: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String before = TEXT.repeat(1 + random.nextInt(3));
            String after = before;
            for (int n = random.nextInt(12); n > 0; n--) {
                after = edited(after, random);
            }
            List<Change> changes = TextDiff.between(before, after);
            assertThat(joined(changes, Change.Op.DELETE)).isEqualTo(before);
            assertThat(joined(changes, Change.Op.INSERT)).isEqualTo(after);
            for (int n = 1; n < changes.size(); n++) {
                assertThat(changes.get(n).op()).isNotEqualTo(changes.get(n - 1).op());
            }
            changes.forEach((change) -> {
                assertThat(change.text()).isNotEmpty();
                assertThat(Character.isLowSurrogate(change.text().charAt(0))).isFalse();
            });
        }
    }

    public static String edited(String text, Random random) {
        int[] all = text.codePoints().toArray();
        int from = random.nextInt(all.length + 1);
        int to = Math.min(all.length, from + random.nextInt(30));
        String left = new String(all, 0, from);
        String right = new String(all, to, all.length - to);
        String cut = new String(all, from, to - from);
        return switch (random.nextInt(4)) {
            case 0 -> left + right;
            case 1 -> left + "，并且要逐项核对，😀" + cut + right;
            case 2 -> left + new StringBuilder(cut.replaceAll("[^\\u4e00-\\u9fff]", "")).reverse() + right;
            default -> right + cut + left;
        };
    }

    /** What was kept, and what is of that kind. */
    private static String joined(List<Change> changes, Change.Op op) {
        return changes.stream()
            .filter((change) -> change.op() == Change.Op.EQUAL || change.op() == op)
            .map(Change::text)
            .collect(Collectors.joining());
    }

    /** Far beyond what it takes, so that only another order of growth fails. */
    @Test
    void comparesTwentyThousandCharactersAtOnce() {
        Random random = new Random(1);
        String before = random.ints(20_000, 0x4e00, 0x9000).mapToObj(Character::toString).collect(Collectors.joining());
        String after = random.ints(20_000, 0x4e00, 0x9000).mapToObj(Character::toString).collect(Collectors.joining());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TextDiff.between(before, after));
        String real = TEXT.repeat(20_000 / TEXT.length());
        String changed = real;
        for (int i = 0; i < 60; i++) {
            changed = edited(changed, random);
        }
        String last = changed;
        TextDiff.between(real, last);
        long begin = System.nanoTime();
        TextDiff.between(real, last);
        System.out.printf("20,000 characters with 60 edits: %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }

}
