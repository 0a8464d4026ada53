package org.sanxing.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.forms.Marks.Paragraph;
import org.sanxing.forms.Marks.Piece;

import static org.assertj.core.api.Assertions.assertThat;

/** Marks on a long text: the pieces are the text, to the character. */
class MarksTests {

    private static final String[] LETTERS = { "三", "，", "。", "\n", "\n\n", "𠮷", "👨‍👩‍👧", "　", " ", "<b>", "&amp;",
            "“", "\t", "a", "é" };

    private static final FormSchema FORM = FormFixtures.form(FormFixtures.field("textarea", "text", ""));

    private static FieldView field(String text) {
        return FormView.of(FORM, Map.of("text", text), Map.of()).nodes().get(0);
    }

    private static Mark mark(int start, int length, String id) {
        return new Mark("text", start, length, id, "open", id);
    }

    private static List<Paragraph> cut(String text, Mark... marks) {
        return new Marks(List.of(marks)).paragraphs(field(text));
    }

    @Test
    void cutsWhereMarksOverlap() {
        List<Piece> pieces = cut("一二三四五六", mark(1, 3, "a"), mark(2, 3, "b")).get(0).pieces();
        assertThat(pieces).extracting(Piece::text).containsExactly("一", "二", "三四", "五", "六");
        assertThat(pieces).extracting(Piece::ids).containsExactly("", "a", "a b", "b", "");
        assertThat(pieces).extracting(Piece::label).containsExactly("", "", "a", "b", "");
        assertThat(pieces.get(2).classes()).isEqualTo("sx-mark sx-mark-open");
    }

    @Test
    void goesOverSeveralParagraphs() {
        List<Paragraph> paragraphs = cut("甲乙\n\n丙丁\n戊", mark(1, 4, "a"));
        assertThat(paragraphs).extracting(Paragraph::text).containsExactly("甲乙", "", "丙丁", "戊");
        assertThat(paragraphs.get(0).pieces()).extracting(Piece::ids).containsExactly("", "a");
        assertThat(paragraphs.get(1).pieces()).isEmpty();
        assertThat(paragraphs.get(2).pieces()).extracting(Piece::ids).containsExactly("a", "");
        assertThat(paragraphs.get(2).pieces()).extracting(Piece::label).containsExactly("a", "");
    }

    @Test
    void countsCodePointsAndNotHalvesOfThem() {
        List<Piece> pieces = cut("𠮷𠮷野家", mark(1, 2, "a")).get(0).pieces();
        assertThat(pieces).extracting(Piece::text).containsExactly("𠮷", "𠮷野", "家");
    }

    @Test
    void leavesTheTextAloneWhereAMarkIsOutsideOfItOrEmpty() {
        List<Piece> pieces = cut("一二", mark(9, 3, "a"), mark(1, 0, "b"), mark(-4, 2, "c")).get(0).pieces();
        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo("一二");
        assertThat(pieces).noneMatch((piece) -> piece.ids().contains("b") || piece.ids().contains("a"));
    }

    @Test
    void marksAWholeTextByItsClass() {
        Marks marks = new Marks(
                List.of(new Mark("text", null, 0, "a", "open", "1"), new Mark("other", null, 0, "b", "resolved", "2")));
        assertThat(marks.kinds(field("一二"))).isEqualTo("sx-marked-open");
        assertThat(marks.paragraphs(field("一二")).get(0).pieces()).extracting(Piece::marked).containsExactly(false);
    }

    @Test
    void thePiecesAreTheTextWhateverTheMarks() {
        Random random = new Random(20261122);
        for (int round = 0; round < 500; round++) {
            String text = text(random);
            List<Mark> marks = marks(random, text);
            List<Paragraph> paragraphs = new Marks(marks).paragraphs(field(text));
            assertThat(paragraphs.stream()
                .map((line) -> line.pieces().stream().map(Piece::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"))).isEqualTo(text);
            for (Mark mark : marks) {
                int begin = text.offsetByCodePoints(0, mark.start());
                String quoted = text.substring(begin, text.offsetByCodePoints(begin, mark.length()));
                assertThat(paragraphs.stream()
                    .flatMap((line) -> line.pieces().stream())
                    .filter((piece) -> piece.marks().contains(mark))
                    .map(Piece::text)
                    .collect(Collectors.joining())).isEqualTo(quoted.replace("\n", ""));
            }
        }
    }

    @Test
    void thePageShowsTheSameTextWithMarksAsWithout() {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            String text = text(random);
            Map<String, Object> variables = Map.of("schema", FORM, "data", Map.of("text", text), "options", Map.of(),
                    "marks", new Marks(marks(random, text)));
            FormRenderingTests renderer = new FormRenderingTests();
            String plain = renderer.render("~{forms/form :: read(${schema}, ${data}, ${options})}", variables,
                    Locale.CHINA);
            String marked = renderer.render("~{forms/form :: marked(${schema}, ${data}, ${options}, ${marks})}",
                    variables, Locale.CHINA);
            assertThat(marked.replaceAll("</?mark[^>]*>", "")).isEqualTo(plain);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("始");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private static List<Mark> marks(Random random, String text) {
        int length = text.codePointCount(0, text.length());
        List<Mark> marks = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int start = random.nextInt(length);
            marks.add(mark(start, 1 + random.nextInt(length - start), "m" + i));
        }
        return marks;
    }

}
