package org.sanxing.document;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.sanxing.document.WordOutline.Note;
import org.sanxing.document.WordOutline.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanxing.document.WordFile.paragraph;

/** What is read of files that other programs wrote. */
class WordTextTests {

    private static WordOutline read(WordFile file) throws UnreadableWord {
        return PlainDocuments.read(file.bytes());
    }

    private static List<String> texts(String body) throws UnreadableWord {
        return read(WordFile.body(body)).parts().stream().map(Part::whole).toList();
    }

    @Test
    void readsRunsTabsBreaksAndOddCharacters() throws UnreadableWord {
        assertThat(texts("<w:p><w:r><w:t>一</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 𠮷😀</w:t><w:tab/><w:br/>"
                + "<w:t>二&lt;</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:p><w:p/>" + paragraph("三")))
            .containsExactly("一 𠮷😀\t\n二<-", "", "三");
    }

    @Test
    void takesTrackedChangesAsAccepted() throws UnreadableWord {
        assertThat(texts("<w:p><w:r><w:t>保留</w:t></w:r><w:ins w:id=\"1\"><w:r><w:t>加的</w:t></w:r></w:ins>"
                + "<w:del w:id=\"2\"><w:r><w:delText>删的</w:delText></w:r></w:del>"
                + "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
                + "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>两段</w:t></w:r></w:p>"
                + paragraph("合一")
                + "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"x\"/></w:pPr></w:pPrChange></w:pPr>"
                + "<w:r><w:t>末段</w:t></w:r></w:p>"))
            .containsExactly("保留加的移来", "两段合一", "末段");
    }

    @Test
    void readsContentControlsButNotTheirPrompts() throws UnreadableWord {
        assertThat(texts("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件里") + "</w:sdtContent></w:sdt>"
                + "<w:p><w:r><w:t>类别：</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>"
                + "<w:t>请选择</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>"
                + "<w:r><w:t>选了的</w:t></w:r></w:sdtContent></w:sdt></w:p>"))
            .containsExactly("控件里", "类别：选了的");
    }

    @Test
    void countsListsAndKnowsHeadings() throws UnreadableWord {
        String item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>";
        WordFile file = WordFile
            .body("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>" + item.formatted(0, "甲")
                    + item.formatted(1, "乙") + item.formatted(1, "丙") + item.formatted(0, "丁") + item.formatted(2, "戊"))
            .word("styles", "styles",
                    "<w:style w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>"
                            + "<w:style w:styleId=\"1\"><w:name w:val=\"mine\"/><w:basedOn w:val=\"a\"/></w:style>")
            .word("numbering", "numbering",
                    "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>"
                            + "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>"
                            + "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"l\"/></w:lvl></w:abstractNum>"
                            + "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num>");

        WordOutline outline = read(file);

        assertThat(outline.parts().get(0).level()).isEqualTo(1);
        assertThat(outline.parts().stream().map(Part::whole)).containsExactly("标题", "一、甲", "1.乙", "2.丙", "二、丁", "• 戊");
    }

    @Test
    void readsTablesFootnotesFieldsAndTextBoxes() throws UnreadableWord {
        WordFile file = WordFile.body("<w:tbl><w:tr><w:tc>" + paragraph("姓名") + "</w:tc><w:tc>" + paragraph("张")
                + paragraph("三") + "</w:tc></w:tr><w:tr><w:tc>" + paragraph("") + "</w:tc></w:tr></w:tbl>"
                + "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>"
                + "<w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
                + "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>" + paragraph("框里")
                + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>" + paragraph("框里")
                + "</mc:Fallback></mc:AlternateContent><w:t>框外</w:t></w:r></w:p>"
                + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏的</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p>")
            .word("footnotes", "footnotes", "<w:footnote w:id=\"2\">" + paragraph("注释") + "</w:footnote>"
                    + "<w:footnote w:type=\"separator\" w:id=\"0\">" + paragraph("线") + "</w:footnote>");

        WordOutline outline = read(file);

        assertThat(outline.parts().stream().map(Part::whole)).containsExactly("姓名 | 张 三", "正文〔注释〕3", "框外", "框里", "√");
        assertThat(outline.notes()).containsExactlyInAnyOrder(Note.PICTURES, Note.HIDDEN);
    }

    @Test
    void keepsToItsLimits() throws UnreadableWord {
        WordOutline outline = read(WordFile.body(paragraph("长".repeat(1000)).repeat(2000)));

        assertThat(outline.notes()).containsExactly(Note.TRUNCATED);
        assertThat(outline.parts()).hasSizeLessThan(500);
        assertThat(read(WordFile.body("<w:p/>".repeat(60_000))).notes()).containsExactly(Note.TRUNCATED);
    }

    @Test
    void refusesWhatIsNoWordDocument() {
        assertThatThrownBy(() -> PlainDocuments.read("no zip".getBytes())).isInstanceOf(UnreadableWord.class);
        assertThatThrownBy(() -> read(WordFile.body("").part("word/document.xml", "<w:document")))
            .isInstanceOf(UnreadableWord.class);
        assertThatThrownBy(() -> read(WordFile.body("").part("word/document.xml", "<a/>")))
            .isInstanceOf(UnreadableWord.class);
        assertThatThrownBy(
                () -> read(WordFile.body("")
                    .part("word/document.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document "
                            + "xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>")))
            .isInstanceOf(UnreadableWord.class);
        assertThatThrownBy(() -> read(WordFile.body("<w:sdt>".repeat(5000) + "</w:sdt>".repeat(5000))))
            .isInstanceOf(UnreadableWord.class);
        assertThatThrownBy(() -> read(WordFile.body(" ".repeat(70 * 1024 * 1024)))).isInstanceOf(UnreadableWord.class);
    }

}
