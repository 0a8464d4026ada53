package org.sanxing.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.sanxing.Materials;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.Mark;
import org.sanxing.document.OfficialDocument.NewPage;
import org.sanxing.document.OfficialDocument.Properties;
import org.sanxing.document.OfficialDocument.Table;
import org.sanxing.document.OfficialDocument.Text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The file opened again and measured against GB/T 9704-2012. */
class OfficialWordTests {

    private static final double TWIPS_PER_MILLIMETRE = 1440 / 25.4;

    private final OfficialWord writer = new OfficialWord(
            Clock.fixed(Instant.parse("2026-11-22T06:05:00Z"), ZoneOffset.UTC));

    private static OfficialDocument sample() {
        Map<String, Object> sample = Materials.sample("reflection-1.json");
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, "工作体会"));
        blocks.add(Text.of((String) sample.get("experience")));
        blocks.add(new Heading(1, "存在的问题"));
        for (Map<String, Object> problem : Materials.rows(sample)) {
            blocks.add(new Heading(2, (String) problem.get("category")));
            blocks.add(new Text("问题表现", (String) problem.get("manifestation")));
            blocks.add(new Text("根源剖析", (String) problem.get("cause")));
            blocks.add(new Text("整改措施", (String) problem.get("measure")));
        }
        blocks.add(new Heading(3, "三级标题"));
        blocks.add(new Heading(4, "四级标题"));
        return OfficialDocument.of("“责任意识不强”专项整治反思剖析材料", blocks)
            .signed("综合科　王小明", "2026年11月22日")
            .followedBy(List.of(new NewPage("审改意见"), new Heading(1, "第1版"),
                    new Table(List.of(List.of("层级", "科室负责人"), List.of("决定", "退回修改")))))
            .with(new Properties("王小明", "责任意识不强"))
            .marked(new Mark("李四（head1） 2026-11-22 14:05 K7QX-2M9D-PF3T", "追溯码 K7QX-2M9D-PF3T", "K7QX-2M9D-PF3T"));
    }

    private XWPFDocument written(OfficialDocument document) throws IOException {
        byte[] file = this.writer.write(document);
        return new XWPFDocument(new ByteArrayInputStream(file));
    }

    private static Map<String, String> parts(byte[] file) throws IOException {
        Map<String, String> parts = new java.util.TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static int number(Object value) {
        return Integer.parseInt(value.toString());
    }

    private static void isMillimetres(Object twips, double millimetres) {
        assertThat(number(twips) / TWIPS_PER_MILLIMETRE).isCloseTo(millimetres, within(0.1));
    }

    @Test
    void hasThePageOfTheStandard() throws IOException {
        byte[] file = this.writer.write(sample());
        Files.createDirectories(Path.of("target/word"));
        Files.write(Path.of("target/word/official.docx"), file);
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            CTSectPr section = word.getDocument().getBody().getSectPr();

            isMillimetres(section.getPgSz().getW(), 210);
            isMillimetres(section.getPgSz().getH(), 297);
            isMillimetres(section.getPgMar().getTop(), 37);
            isMillimetres(section.getPgMar().getLeft(), 28);
            isMillimetres(section.getPgMar().getRight(), 26);
            isMillimetres(section.getPgMar().getBottom(), 35);
            int width = number(section.getPgSz().getW()) - number(section.getPgMar().getLeft())
                    - number(section.getPgMar().getRight());
            int height = number(section.getPgSz().getH()) - number(section.getPgMar().getTop())
                    - number(section.getPgMar().getBottom());
            isMillimetres(width, 156);
            isMillimetres(height, 225);

            assertThat(section.getDocGrid().getType()).isEqualTo(STDocGrid.LINES_AND_CHARS);
            assertThat(height / number(section.getDocGrid().getLinePitch())).isEqualTo(22);
            double character = 16 + number(section.getDocGrid().getCharSpace()) / 4096.0;
            assertThat((int) (width / 20.0 / character)).isEqualTo(28);
        }
    }

    @Test
    void hasTheFontsSizesAndLinesOfTheStandard() throws IOException {
        try (XWPFDocument word = written(sample())) {
            XWPFParagraph title = word.getParagraphs().get(0);
            assertThat(title.getAlignment()).isEqualTo(ParagraphAlignment.CENTER);
            isFormatted(title, "方正小标宋简体", 22);
            isFormatted(find(word, "一、工作体会"), "黑体", 16);
            isFormatted(find(word, "（一）工作、学习主动性差"), "楷体_GB2312", 16);
            isFormatted(find(word, "1.三级标题"), "仿宋_GB2312", 16);
            isFormatted(find(word, "（1）四级标题"), "仿宋_GB2312", 16);
            XWPFParagraph body = word.getParagraphs()
                .stream()
                .filter((paragraph) -> paragraph.getText().startsWith("到机关工作以来"))
                .findFirst()
                .orElseThrow();
            isFormatted(body, "仿宋_GB2312", 16);
            assertThat(number(body.getCTP().getPPr().getInd().getFirstLineChars())).isEqualTo(200);
            assertThat(word.getParagraphs()).allSatisfy((paragraph) -> {
                assertThat(paragraph.getCTP().getPPr().getSpacing().getLineRule()).isEqualTo(STLineSpacingRule.EXACT);
                assertThat(number(paragraph.getCTP().getPPr().getSpacing().getLine()) / 20.0).isLessThanOrEqualTo(28.98)
                    .isGreaterThan(28.5);
            });
        }
    }

    private static XWPFParagraph find(XWPFDocument word, String text) {
        return word.getParagraphs()
            .stream()
            .filter((paragraph) -> paragraph.getText().equals(text))
            .findFirst()
            .orElseThrow();
    }

    private static void isFormatted(XWPFParagraph paragraph, String font, double size) {
        assertThat(paragraph.getRuns()).isNotEmpty().allSatisfy((run) -> {
            CTRPr format = run.getCTR().getRPr();
            assertThat(format.getRFontsArray(0).getEastAsia()).isEqualTo(font);
            assertThat(run.getFontSizeAsDouble()).isEqualTo(size);
        });
    }

    @Test
    void numbersOddPagesAtTheRightAndEvenOnesAtTheLeft() throws IOException {
        byte[] file = this.writer.write(sample());
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            XWPFParagraph odd = word.getHeaderFooterPolicy().getDefaultFooter().getParagraphs().get(0);
            XWPFParagraph even = word.getHeaderFooterPolicy().getEvenPageFooter().getParagraphs().get(0);

            assertThat(odd.getAlignment()).isEqualTo(ParagraphAlignment.RIGHT);
            assertThat(even.getAlignment()).isEqualTo(ParagraphAlignment.LEFT);
            for (XWPFParagraph number : List.of(odd, even)) {
                assertThat(number.getText()).isEqualTo("— 1 —");
                assertThat(number.getCTP().getFldSimpleArray(0).getInstr().strip()).isEqualTo("PAGE");
                XWPFRun run = number.getRuns().get(0);
                assertThat(run.getFontSizeAsDouble()).isEqualTo(14);
                assertThat(run.getCTR().getRPr().getRFontsArray(0).getEastAsia()).isEqualTo("宋体");
            }
            assertThat(number(odd.getCTP().getPPr().getInd().getRight())).isEqualTo(280);
            assertThat(number(even.getCTP().getPPr().getInd().getLeft())).isEqualTo(280);
        }
        assertThat(parts(file).get("word/settings.xml")).contains("evenAndOddHeaders");
    }

    @Test
    void marksEveryPageWithWhoseCopyItIs() throws IOException {
        byte[] file = this.writer.write(sample());
        Map<String, String> parts = parts(file);

        List<String> headers = parts.entrySet()
            .stream()
            .filter((part) -> part.getKey().startsWith("word/header"))
            .map(Map.Entry::getValue)
            .toList();
        assertThat(headers).hasSize(2)
            .allSatisfy((header) -> assertThat(header).contains("v:textpath", "rotation:330",
                    "string=\"李四（head1） 2026-11-22 14:05 K7QX-2M9D-PF3T\""));
        assertThat(parts.entrySet().stream().filter((part) -> part.getKey().startsWith("word/footer")))
            .allSatisfy((footer) -> assertThat(footer.getValue()).contains("追溯码 K7QX-2M9D-PF3T"));
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            assertThat(word.getProperties().getCoreProperties().getIdentifier()).isEqualTo("K7QX-2M9D-PF3T");
            assertThat(word.getProperties().getCoreProperties().getDescription()).contains("head1");
            assertThat(word.getProperties().getCoreProperties().getTitle()).isEqualTo(sample().title());
        }
    }

    @Test
    void signsWhereTheStandardSays() throws IOException {
        try (XWPFDocument word = written(sample())) {
            XWPFParagraph name = find(word, "综合科　王小明");
            XWPFParagraph date = find(word, "2026年11月22日");
            // 28 - 2 - 7 = 19 characters before the name, two more before the date.
            assertThat(number(name.getCTP().getPPr().getInd().getRightChars())).isEqualTo(200);
            double end = number(date.getCTP().getPPr().getInd().getRightChars()) / 100.0;
            double width = Layout.halves("2026年11月22日") / 2.0;
            assertThat(28 - end - width).isEqualTo(28 - 2 - 7 + 2);
            int at = word.getParagraphs().indexOf(name);
            assertThat(word.getParagraphs().get(at - 1).getText()).isEmpty();
        }
        OfficialDocument shortName = OfficialDocument.of("题", List.of()).signed("张三", "2026年11月22日");
        try (XWPFDocument word = written(shortName)) {
            XWPFParagraph date = find(word, "2026年11月22日");
            XWPFParagraph name = find(word, "张三");
            assertThat(number(date.getCTP().getPPr().getInd().getRightChars())).isEqualTo(200);
            double dateStart = 28 - 2 - Layout.halves("2026年11月22日") / 2.0;
            double nameStart = 28 - number(name.getCTP().getPPr().getInd().getRightChars()) / 100.0 - 2;
            assertThat(dateStart - nameStart).isEqualTo(2);
        }
    }

    @Test
    void anIssuedOneHasItsNumberAboveTheTitleAndWhomItGoesToBelow() throws IOException {
        OfficialDocument issued = OfficialDocument.of("关于学习的通知", List.of(Text.of("请组织学习。")))
            .issued("办发〔2026〕1号", "综合科、提案委");
        try (XWPFDocument word = written(issued)) {
            assertThat(word.getParagraphs().stream().map(XWPFParagraph::getText)).containsExactly("办发〔2026〕1号", "", "",
                    "关于学习的通知", "", "综合科、提案委：", "请组织学习。");
            XWPFParagraph number = word.getParagraphs().get(0);
            assertThat(number.getAlignment()).isEqualTo(ParagraphAlignment.CENTER);
            isFormatted(number, "仿宋_GB2312", 16);
            assertThat(find(word, "综合科、提案委：").getCTP().getPPr().getInd()).as("flush left").isNull();
        }
    }

    @Test
    void keepsEveryCharacterThatPeopleType() throws IOException {
        String odd = "　　自己缩进的一段\n制表\t符 和  两个空格 \n四字节𠮷😀﷽\n<w:p>&amp;\"'</w:t>{ PAGE }=1+1\nIF \\* MERGEFORMAT HYPERLINK \"http://x\"\n"
                + "e\u0301 \u200b零宽\u00a0空格\u00ad\n" + "长".repeat(3000) + "\n" + "x".repeat(2000);
        try (XWPFDocument word = written(OfficialDocument.of("“题”<&>", List.of(Text.of(odd))))) {
            List<String> texts = word.getParagraphs().stream().skip(2).map(XWPFParagraph::getText).toList();

            assertThat(texts).containsExactly(odd.split("\n"));
            assertThat(word.getParagraphs().get(2).getCTP().getPPr().getInd().getFirstLineChars()).hasToString("0");
        }
        byte[] file = this.writer.write(OfficialDocument.of("题", List.of(Text.of(odd))));
        assertThat(parts(file).get("word/document.xml")).doesNotContain("instrText", "fldSimple", "fldChar");
    }

    @Test
    void showsThatAForbiddenCharacterStoodThere() throws IOException {
        String bad = "甲\u0000乙\u0008丙\uD800丁\uFFFE戊\u001B己";
        OfficialDocument document = OfficialDocument
            .of("题\u0001目\n二行", List.of(new Heading(1, bad), new Text(bad, bad), new Table(List.of(List.of(bad)))))
            .signed(bad, bad)
            .with(new Properties(bad, bad))
            .marked(new Mark(bad, bad, "CODE"));
        try (XWPFDocument word = written(document)) {
            assertThat(word.getParagraphs().get(0).getText()).isEqualTo("题\uFFFD目 二行");
            assertThat(word.getParagraphs().get(2).getText()).isEqualTo("一、甲\uFFFD乙\uFFFD丙\uFFFD丁\uFFFD戊\uFFFD己");
        }
    }

    @Test
    void numbersHeadingsAsOfficesDo() {
        assertThat(List.of(Layout.numeral(1), Layout.numeral(10), Layout.numeral(11), Layout.numeral(20),
                Layout.numeral(21), Layout.numeral(50), Layout.numeral(99), Layout.numeral(100)))
            .containsExactly("一", "十", "十一", "二十", "二十一", "五十", "九十九", "100");
        List<Block> blocks = List.of(new Heading(1, "甲"), new Heading(2, "乙"), new Heading(2, "丙"), new Heading(1, "丁"),
                new Heading(2, "戊"), new Heading(3, "己"), new Heading(4, "庚"), new NewPage("附"), new Heading(1, "辛"));
        assertThat(OfficialDocument.of("题", blocks)
            .lines()
            .stream()
            .filter((line) -> line.kind() == OfficialDocument.Kind.HEADING)
            .map((line) -> line.label() + line.text()))
            .containsExactly("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "1.己", "（1）庚", "一、辛");
    }

    @Test
    void drawsATableOfFiguresWhoseHeadIsRepeated() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("党支部", "新增", "逾期未销号"));
        for (int i = 1; i <= 60; i++) {
            rows.add(List.of("第" + i + "党支部\t<&>", String.valueOf(i), "0"));
        }
        byte[] file = this.writer.write(OfficialDocument.of("周报", List.of(new OfficialDocument.Figures(rows))));
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            XWPFTable table = word.getTables().get(0);
            assertThat(table.getRows()).hasSize(61);
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            assertThat(table.getRow(1).isRepeatHeader()).isFalse();
            assertThat(table.getRow(60).getCell(0).getText()).contains("第60党支部", "<&>");
            assertThat(table.getRow(60).getCell(1).getText()).isEqualTo("60");
            isFormatted(table.getRow(60).getCell(1).getParagraphs().get(0), "仿宋_GB2312", 10.5);
            int wide = table.getRow(0).getTableCells().stream().mapToInt((cell) -> cell.getWidth()).sum();
            isMillimetres(wide, 156);
        }
    }

}
