package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.forms.TextDiff.Change.Op;
import org.sanxing.forms.TextDiff;
import org.sanxing.forms.TextDiffTests;
import org.sanxing.reflection.diff.VersionDiff.Field;
import org.sanxing.reflection.diff.VersionDiff.Section;
import org.sanxing.reflection.diff.VersionReading.Kind;
import org.sanxing.reflection.diff.VersionReading.Part;
import org.sanxing.reflection.diff.VersionReading.Rows;
import org.sanxing.reflection.diff.VersionReading.Value;

import static org.assertj.core.api.Assertions.assertThat;

class VersionDiffTests {

    private static final List<Value> LATE = problem("工作效率低下", "材料报送晚了两天，没有提前核对名单。");

    private static final List<Value> RUDE = problem("责任心不强", "对口单位来电催问三次才答复，态度生硬。");

    @Test
    void findsAProblemThatWasMoved() {
        List<Section> sections = VersionDiff.between(reading("体会", LATE, RUDE),
                reading("体会", problem("工作标准不高", "全新的一条问题：公文格式多次出错。"), problem("责任心不强", "对口单位来电催问三次才答复，语气生硬。"),
                        problem("工作效率低下", "材料报送晚了三天，没有提前核对名单。")));
        assertThat(sections).filteredOn((section) -> section.title() != null)
            .extracting(Section::from, Section::to)
            .containsExactly(org.assertj.core.groups.Tuple.tuple(null, 1), org.assertj.core.groups.Tuple.tuple(2, 2),
                    org.assertj.core.groups.Tuple.tuple(1, 3));
        assertThat(sections.get(1).came()).isTrue();
        assertThat(sections.get(2).moved()).isFalse();
        assertThat(sections.get(3).moved()).isTrue();
        assertThat(sections.get(3).fields()).extracting(Field::from, Field::to)
            .contains(org.assertj.core.groups.Tuple.tuple("problems[0].manifestation", "problems[2].manifestation"));
    }

    @Test
    void showsAProblemThatWentBehindWhatStayed() {
        List<Section> sections = VersionDiff.between(reading("体会", LATE, RUDE), reading("体会", RUDE));
        assertThat(sections.get(2).went()).isTrue();
        assertThat(sections.get(2).fields()).allMatch((field) -> field.to() == null && field.after().isEmpty());
        assertThat(sections.get(0).changed()).isFalse();
        assertThat(sections.get(1).changed()).isFalse();
    }

    @Test
    void replacesAChoiceAsAWhole() {
        List<Section> sections = VersionDiff.between(reading("体会", LATE),
                reading("体会", problem("工作标准不高", LATE.get(1).text())));
        assertThat(sections.get(1).fields().get(0).changes()).extracting(TextDiff.Change::text)
            .containsExactly("工作效率低下", "工作标准不高");
    }

    @Test
    void makesTheNewVersionOfTheOldWhateverWasEditedMovedAddedOrRemoved() {
        long seed = System.nanoTime();
        System.out.println("Seed of the edits: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            List<List<Value>> rows = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                rows.add(problem("类别" + random.nextInt(3), TextDiffTests
                    .edited(random.nextBoolean() ? LATE.get(1).text() : RUDE.get(1).text().repeat(3), random)));
            }
            VersionReading before = reading("体会", rows);
            List<List<Value>> edited = new ArrayList<>(rows.subList(random.nextInt(2) % rows.size(), rows.size())
                .stream()
                .map((row) -> problem(row.get(0).text(), TextDiffTests.edited(row.get(1).text(), random)))
                .toList());
            Collections.shuffle(edited, random);
            VersionReading after = reading(TextDiffTests.edited("体会", random), edited);
            List<Section> sections = VersionDiff.between(before, after);
            List<Field> fields = sections.stream().flatMap((section) -> section.fields().stream()).toList();
            assertThat(said(fields, Op.DELETE)).containsExactlyInAnyOrderElementsOf(texts(before));
            assertThat(said(fields, Op.INSERT)).containsExactlyInAnyOrderElementsOf(texts(after));
            assertThat(fields).extracting(Field::to).filteredOn((to) -> to != null).doesNotHaveDuplicates();
        }
    }

    /** What was kept, and what is of that kind, of each field that has any of it. */
    private static List<String> said(List<Field> fields, Op op) {
        return fields.stream()
            .filter((field) -> ((op == Op.DELETE) ? field.from() : field.to()) != null)
            .map((field) -> field.changes()
                .stream()
                .filter((change) -> change.op() == Op.EQUAL || change.op() == op)
                .map(TextDiff.Change::text)
                .collect(Collectors.joining()))
            .toList();
    }

    private static List<String> texts(VersionReading reading) {
        List<String> texts = new ArrayList<>();
        for (Part part : reading.parts()) {
            if (part instanceof Value value) {
                texts.add(value.text());
            }
            else if (part instanceof Rows rows) {
                rows.rows().forEach((row) -> row.forEach((value) -> texts.add(value.text())));
            }
        }
        return texts;
    }

    @SafeVarargs
    private static VersionReading reading(String experience, List<Value>... problems) {
        return reading(experience, List.of(problems));
    }

    private static VersionReading reading(String experience, List<List<Value>> problems) {
        return new VersionReading(
                List.of(new Value("experience", "工作体会", experience, Kind.TEXT), new Rows("problems", "问题", problems)));
    }

    private static List<Value> problem(String category, String manifestation) {
        return List.of(new Value("category", "问题类别", category, Kind.SHORT),
                new Value("manifestation", "问题表现", manifestation, Kind.TEXT));
    }

}
