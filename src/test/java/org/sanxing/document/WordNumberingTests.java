package org.sanxing.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanxing.document.WordFile.paragraph;

/** Numbers of lists, as Word shows them. */
class WordNumberingTests {

    private static List<String> numbers(byte[] file) throws UnreadableWord {
        return PlainDocuments.read(file)
            .parts()
            .stream()
            .map(WordOutline.Part::number)
            .filter((number) -> !number.isEmpty())
            .toList();
    }

    private static byte[] shared(String name) throws IOException {
        try (InputStream file = WordNumberingTests.class.getResourceAsStream("/cases/" + name)) {
            return file.readAllBytes();
        }
    }

    private static String item(String list, int level) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + level + "\"/><w:numId w:val=\"" + list
                + "\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    }

    private static String level(int level, String format, String text) {
        return "<w:lvl w:ilvl=\"" + level + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format
                + "\"/><w:lvlText w:val=\"" + text + "\"/></w:lvl>";
    }

    private static String kind(int id, String levels) {
        return "<w:abstractNum w:abstractNumId=\"" + id + "\">" + levels + "</w:abstractNum>";
    }

    private static String list(int id, int kind, String own) {
        return "<w:num w:numId=\"" + id + "\"><w:abstractNumId w:val=\"" + kind + "\"/>" + own + "</w:num>";
    }

    private static List<String> numbers(String numbering, String... body) throws UnreadableWord {
        return numbers(WordFile.body(String.join("", body)).word("numbering", "numbering", numbering).bytes());
    }

    @Test
    void aListThatOverridesItsStartBeginsAnew() throws Exception {
        assertThat(numbers(shared("docx-numbering-restart.docx"))).containsExactly("1.", "2.", "1.", "2.");
    }

    @Test
    void listsOfOneKindCountTogetherAndASecondStartIsTakenOnce() throws Exception {
        String own = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
        assertThat(numbers(kind(0, level(0, "decimal", "%1.")) + list(1, 0, "") + list(2, 0, own), item("1", 0),
                item("2", 0), item("2", 0), item("1", 0)))
            .containsExactly("1.", "5.", "6.", "7.");
    }

    @Test
    void circledAndFormal() throws Exception {
        assertThat(numbers(shared("docx-numbering-circle-chinese.docx"))).containsExactly("①", "②", "壹、");
    }

    @ParameterizedTest
    @CsvSource({ "decimalZero, 7, 07", "upperLetter, 28, BB", "lowerRoman, 44, xliv", "chineseCounting, 12, 十二",
            "chineseCountingThousand, 20, 二十", "ideographDigital, 10, 一〇", "chineseLegalSimplified, 21, 贰拾壹",
            "chineseLegalSimplified, 10, 壹拾", "chineseLegalSimplified, 105, 壹佰零伍", "ideographLegalTraditional, 2, 貳",
            "ideographTraditional, 3, 丙", "ideographTraditional, 11, 11", "ideographZodiac, 12, 亥",
            "ideographZodiacTraditional, 2, 乙丑", "decimalFullWidth, 12, １２", "decimalEnclosedCircle, 20, ⑳",
            "decimalEnclosedParen, 3, ⑶", "decimalEnclosedFullstop, 1, ⒈", "ideographEnclosedCircle, 1, ㊀",
            "numberInDash, 4, - 4 -", "'001, 002, 003, ...', 5, 005", "decimal, 3, 3", "somethingNew, 3, 3" })
    void numerals(String kind, int number, String shown) {
        assertThat(WordNumerals.of(kind, number)).isEqualTo(shown);
    }

    @Test
    void aKindMayBeDefinedByAStyle() throws Exception {
        String styles = "<w:style w:type=\"numbering\" w:styleId=\"Own\"><w:name w:val=\"own\"/><w:pPr><w:numPr>"
                + "<w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
        String numbering = kind(0, "<w:numStyleLink w:val=\"Own\"/>")
                + kind(1, "<w:styleLink w:val=\"Own\"/>" + level(0, "ideographTraditional", "%1、")) + list(1, 0, "")
                + list(2, 1, "");
        assertThat(numbers(WordFile.body(item("1", 0) + item("1", 0))
            .word("styles", "styles", styles)
            .word("numbering", "numbering", numbering)
            .bytes())).containsExactly("甲、", "乙、");
    }

    @Test
    void aStyleFindsItsLevelWhereTheListNamesIt() throws Exception {
        String styles = Stream.of("1", "2")
            .map((each) -> "<w:style w:type=\"paragraph\" w:styleId=\"H" + each + "\"><w:name w:val=\"heading " + each
                    + "\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>")
            .reduce("", String::concat);
        String numbering = kind(0,
                level(0, "chineseCounting", "%1、").replace("</w:lvl>", "<w:pStyle w:val=\"H1\"/></w:lvl>")
                        + level(1, "chineseCounting", "（%2）").replace("</w:lvl>", "<w:pStyle w:val=\"H2\"/></w:lvl>"))
                + list(1, 0, "");
        String heading = "<w:p><w:pPr><w:pStyle w:val=\"H%s\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
        assertThat(numbers(WordFile
            .body(heading.formatted("1") + heading.formatted("2") + heading.formatted("2") + heading.formatted("1")
                    + heading.formatted("2"))
            .word("styles", "styles", styles)
            .word("numbering", "numbering", numbering)
            .bytes())).containsExactly("一、", "（一）", "（二）", "二、", "（一）");
    }

    @Test
    void deeperLevelsShowTheUpperOnesAndMayGoOnCounting() throws Exception {
        String legal = level(1, "decimal", "%1.%2").replace("</w:lvl>",
                "<w:isLgl/><w:lvlRestart w:val=\"0\"/></w:lvl>");
        assertThat(numbers(kind(0, level(0, "chineseCounting", "%1、") + legal) + list(1, 0, ""), item("1", 0),
                item("1", 1), item("1", 0), item("1", 1)))
            .containsExactly("一、", "1.1", "二、", "2.2");
    }

    @Test
    void anEmptyLineOfAListCountsUnlessItIsHidden() throws Exception {
        String empty = item("1", 0).replace("<w:t>a</w:t>", "<w:t> </w:t>");
        String hidden = empty.replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/></w:rPr>");
        assertThat(numbers(kind(0, level(0, "decimal", "%1.")) + list(1, 0, ""), item("1", 0), empty, hidden,
                item("1", 0)))
            .containsExactly("1.", "3.");
    }

    @Test
    void partsAreFoundByRelationshipWhateverTheirNames() throws Exception {
        WordFile file = WordFile.body(paragraph("") + item("1", 0))
            .part("word/n/Liste.xml",
                    WordFile.body("")
                        .word("numbering", "numbering", kind(0, level(0, "decimal", "%1)")) + list(1, 0, ""))
                        .part("word/numbering.xml"))
            .part("word/_rels/document.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" "
                            + "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/numbering\" Target=\"/word/N/liste.xml\"/></Relationships>");

        assertThat(numbers(file.bytes())).containsExactly("1)");
    }

}
