package org.sanxing.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTText;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBrType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHint;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Writes a document as Word, in the official layout. What people typed is only ever the
 * text of a run: it cannot become a field or a formula.
 */
@Component
public class OfficialWord {

    /** Media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final String FONT_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";

    private static final String FONT_TABLE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable";

    private static final String PRODUCT = "Sanxing";

    private final Clock clock;

    OfficialWord(Clock clock) {
        this.clock = clock;
    }

    /** The file. */
    public byte[] write(OfficialDocument document) {
        try (XWPFDocument word = new XWPFDocument(); ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            styles(word);
            fontTable(word);
            properties(word, document);
            for (OfficialDocument.Line line : document.lines()) {
                add(word, line);
            }
            page(word);
            headersAndFooters(word, document.mark());
            word.write(file);
            return file.toByteArray();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (OpenXML4JException | XmlException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** The file over the wire. */
    public ResponseEntity<byte[]> download(OfficialDocument document, String name) {
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
            .body(write(document));
    }

    private static InputStream resource(String name) {
        return OfficialWord.class.getResourceAsStream("/document/" + name);
    }

    private static void styles(XWPFDocument word) throws IOException, XmlException {
        try (InputStream file = resource("styles.xml")) {
            word.createStyles().setStyles(StylesDocument.Factory.parse(file).getStyles());
        }
    }

    /** Says what may stand in for a font that the reader's machine has not got. */
    private static void fontTable(XWPFDocument word) throws IOException, InvalidFormatException {
        PackagePart part = word.getPackage()
            .createPart(PackagingURIHelper.createPartName("/word/fontTable.xml"), FONT_TABLE_TYPE);
        try (InputStream file = resource("fonts.xml"); OutputStream to = part.getOutputStream()) {
            file.transferTo(to);
        }
        word.getPackagePart().addRelationship(part.getPartName(), TargetMode.INTERNAL, FONT_TABLE_RELATION);
    }

    private void properties(XWPFDocument word, OfficialDocument document) throws OpenXML4JException {
        POIXMLProperties.CoreProperties core = word.getProperties().getCoreProperties();
        Date now = Date.from(this.clock.instant());
        core.setTitle(CleanText.line(document.title()));
        core.setCreator(CleanText.line(document.properties().author()));
        core.setSubjectProperty(CleanText.line(document.properties().subject()));
        core.setCreated(Optional.of(now));
        core.setModified(Optional.of(now));
        core.setLastModifiedByUser(PRODUCT);
        word.getProperties().getExtendedProperties().getUnderlyingProperties().setApplication(PRODUCT);
        OfficialDocument.Mark mark = document.mark();
        if (mark != null) {
            core.setIdentifier(mark.code());
            core.setKeywords(mark.code());
            core.setDescription(CleanText.line(mark.watermark()));
        }
    }

    private static void page(XWPFDocument word) {
        CTSectPr section = word.getDocument().getBody().isSetSectPr() ? word.getDocument().getBody().getSectPr()
                : word.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(number(Layout.PAGE_WIDTH));
        size.setH(number(Layout.PAGE_HEIGHT));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(number(Layout.TOP));
        margins.setLeft(number(Layout.LEFT));
        margins.setRight(number(Layout.RIGHT));
        margins.setBottom(number(Layout.BOTTOM));
        margins.setHeader(number(851));
        margins.setFooter(number(Layout.FOOTER));
        margins.setGutter(number(0));
        CTDocGrid grid = section.addNewDocGrid();
        grid.setType(STDocGrid.LINES_AND_CHARS);
        grid.setLinePitch(number(Layout.LINE_PITCH));
        grid.setCharSpace(number(Layout.CHARACTER_SPACE));
    }

    private static void add(XWPFDocument word, OfficialDocument.Line line) throws XmlException {
        switch (line.kind()) {
            case TITLE -> {
                title(word.createParagraph(), line.text());
                body(word.createParagraph());
            }
            case NEW_PAGE -> {
                XWPFParagraph paragraph = word.createParagraph();
                paragraph.createRun().getCTR().addNewBr().setType(STBrType.PAGE);
                title(paragraph, line.text());
                body(word.createParagraph());
            }
            case ADDRESSEE, BLANK -> run(body(word.createParagraph()), line.text(), "body", false);
            case HEADING -> {
                XWPFParagraph paragraph = indented(word.createParagraph(), true);
                paragraph.setStyle("Heading" + line.level());
                paragraph.getCTP().getPPr().addNewKeepNext();
                run(paragraph, line.label() + line.text(), (line.level() <= 2) ? "heading" + line.level() : "body",
                        false);
            }
            case TEXT, ATTACHMENT -> {
                XWPFParagraph paragraph = indented(word.createParagraph(), line.indented());
                paragraph.setStyle("OfficialText");
                if (!line.label().isEmpty()) {
                    run(paragraph, line.label(), "body", line.kind() == OfficialDocument.Kind.TEXT);
                }
                run(paragraph, line.text(), "body", false);
            }
            case PROMPT -> {
                XWPFParagraph paragraph = indented(word.createParagraph(), true);
                paragraph.setStyle("OfficialPrompt");
                run(paragraph, line.text(), "body", false).setColor("808080");
            }
            case CHOICE -> choice(word.createParagraph(), line);
            case SIGNATURE, DATE -> {
                XWPFParagraph paragraph = body(word.createParagraph());
                properties(paragraph).addNewJc().setVal(STJc.RIGHT);
                CTInd indentation = properties(paragraph).addNewInd();
                indentation.setRightChars(number(line.right() * 50));
                indentation.setRight(number(line.right() * Layout.CHARACTER / 2));
                run(paragraph, line.text(), "body", false);
            }
            case TABLE -> table(word, line.rows(), false);
            case FIGURES -> table(word, line.rows(), true);
        }
    }

    private static void title(XWPFParagraph paragraph, String text) {
        paragraph.setStyle("OfficialTitle");
        spacing(paragraph, Layout.LINE_PITCH);
        properties(paragraph).addNewJc().setVal(STJc.CENTER);
        CTR run = paragraph.createRun().getCTR();
        format(run, "title", Layout.TITLE_SIZE, false);
        text(run, text);
    }

    private static XWPFParagraph body(XWPFParagraph paragraph) {
        spacing(paragraph, Layout.LINE_PITCH);
        return paragraph;
    }

    /** Indented two characters, or not at all where the text brings its own spaces. */
    private static XWPFParagraph indented(XWPFParagraph paragraph, boolean indented) {
        body(paragraph);
        CTInd indentation = properties(paragraph).addNewInd();
        indentation.setFirstLineChars(number(indented ? 200 : 0));
        indentation.setFirstLine(number(indented ? 2 * Layout.CHARACTER : 0));
        return paragraph;
    }

    private static void spacing(XWPFParagraph paragraph, int line) {
        CTSpacing spacing = properties(paragraph).addNewSpacing();
        spacing.setBefore(number(0));
        spacing.setAfter(number(0));
        spacing.setLine(number(line));
        spacing.setLineRule(STLineSpacingRule.EXACT);
        properties(paragraph).addNewSnapToGrid().setVal(false);
    }

    private static CTPPr properties(XWPFParagraph paragraph) {
        CTP drawn = paragraph.getCTP();
        return drawn.isSetPPr() ? drawn.getPPr() : drawn.addNewPPr();
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, String font, boolean bold) {
        XWPFRun run = paragraph.createRun();
        format(run.getCTR(), font, Layout.BODY_SIZE, bold);
        text(run.getCTR(), text);
        return run;
    }

    private static void format(CTR run, String use, int size, boolean bold) {
        CTRPr properties = run.isSetRPr() ? run.getRPr() : run.addNewRPr();
        String name = Layout.font(use);
        CTFonts fonts = properties.addNewRFonts();
        fonts.setAscii(name);
        fonts.setEastAsia(name);
        fonts.setHAnsi(name);
        fonts.setHint(STHint.EAST_ASIA);
        if (bold) {
            properties.addNewB();
        }
        properties.addNewSz().setVal(number(size));
        properties.addNewSzCs().setVal(number(size));
        if (size == Layout.BODY_SIZE) {
            properties.addNewSpacing().setVal(number(Layout.TIGHTER));
            properties.addNewSnapToGrid().setVal(false);
        }
    }

    /** Tabs and line ends are elements of their own; nothing else is but text. */
    private static void text(CTR run, String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char next = (i < text.length()) ? text.charAt(i) : '\n';
            if (next != '\t' && next != '\n') {
                plain.append(next);
                continue;
            }
            if (!plain.isEmpty()) {
                CTText written = run.addNewT();
                written.setStringValue(plain.toString());
                written.setSpace(org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute.Space.PRESERVE);
                plain.setLength(0);
            }
            if (i < text.length()) {
                if (next == '\t') {
                    run.addNewTab();
                }
                else {
                    run.addNewBr();
                }
            }
        }
    }

    /**
     * @param figures whether it has a head, which is repeated on each page, and figures
     * below it
     */
    private static void table(XWPFDocument word, List<List<String>> rows, boolean figures) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0) {
            return;
        }
        XWPFTable table = word.createTable(rows.size(), columns);
        CTTblWidth width = table.getCTTbl().getTblPr().isSetTblW() ? table.getCTTbl().getTblPr().getTblW()
                : table.getCTTbl().getTblPr().addNewTblW();
        width.setType(STTblWidth.DXA);
        width.setW(number(Layout.TEXT_WIDTH));
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        if (figures) {
            int margin = Layout.FIGURES_MARGIN;
            table.setCellMargins(margin, margin, margin, margin);
        }
        int first = (columns == 2) ? Layout.TEXT_WIDTH * 3 / 10
                : figures ? Layout.TEXT_WIDTH * 2 / 10 : Layout.TEXT_WIDTH / columns;
        int others = (columns == 1) ? 0 : (Layout.TEXT_WIDTH - first) / (columns - 1);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                XWPFTableCell cell = table.getRow(row).getCell(column);
                cell.setWidth(String.valueOf((column == 0) ? first : others));
                String text = (column < rows.get(row).size()) ? rows.get(row).get(column) : "";
                if (figures) {
                    figure(cell, text, row == 0, column == 0);
                }
                else {
                    run(body(cell.getParagraphs().get(0)), text, "body", false);
                }
            }
            if (figures) {
                table.getRow(row).setCantSplitRow(true);
                table.getRow(row).setRepeatHeader(row == 0);
            }
        }
    }

    /** Small, so that ten columns fit; names to the left, figures in the middle. */
    private static void figure(XWPFTableCell cell, String text, boolean head, boolean name) {
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        spacing(paragraph, Layout.FIGURES_LINE);
        properties(paragraph).addNewJc().setVal((name && !head) ? STJc.LEFT : STJc.CENTER);
        cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        CTR run = paragraph.createRun().getCTR();
        format(run, "body", Layout.FIGURES_SIZE, head);
        run.getRPr().addNewSnapToGrid().setVal(false);
        text(run, text);
    }

    /**
     * A list to choose from, which Word, WPS and LibreOffice know as a content control.
     */
    private static void choice(XWPFParagraph paragraph, OfficialDocument.Line line) throws XmlException {
        indented(paragraph, true).setStyle("OfficialText");
        run(paragraph, line.label(), "body", true);
        StringBuilder items = new StringBuilder();
        for (String option : line.options()) {
            items.append("<w:listItem w:displayText=\"")
                .append(escaped(option))
                .append("\" w:value=\"")
                .append(escaped(option))
                .append("\"/>");
        }
        String label = line.label().substring(0, line.label().length() - 1);
        int id = (label + paragraph.getDocument().getParagraphs().size()).hashCode() & 0x7FFFFFFF;
        CTP parsed = parsed("<w:sdt><w:sdtPr><w:alias w:val=\"" + escaped(label) + "\"/><w:tag w:val=\""
                + escaped(label) + "\"/><w:id w:val=\"" + id + "\"/><w:showingPlcHdr/><w:dropDownList>" + items
                + "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii=\"" + Layout.font("body")
                + "\" w:eastAsia=\"" + Layout.font("body") + "\" w:hAnsi=\"" + Layout.font("body")
                + "\"/><w:color w:val=\"808080\"/><w:spacing w:val=\"" + Layout.TIGHTER + "\"/><w:sz w:val=\""
                + Layout.BODY_SIZE + "\"/><w:szCs w:val=\"" + Layout.BODY_SIZE + "\"/></w:rPr><w:t>"
                + escaped(line.text()) + "</w:t></w:r></w:sdtContent></w:sdt>");
        paragraph.getCTP().addNewSdt().set(parsed.getSdtArray(0));
    }

    private void headersAndFooters(XWPFDocument word, OfficialDocument.Mark mark) throws XmlException {
        word.setEvenAndOddHeadings(true);
        if (mark != null) {
            watermark(word.createHeader(HeaderFooterType.DEFAULT).createParagraph(), mark, 1);
            watermark(word.createHeader(HeaderFooterType.EVEN).createParagraph(), mark, 10);
        }
        footer(word.createFooter(HeaderFooterType.DEFAULT), mark, true);
        footer(word.createFooter(HeaderFooterType.EVEN), mark, false);
    }

    /** Odd pages have their number at the right, even ones at the left. */
    private static void footer(XWPFFooter footer, OfficialDocument.Mark mark, boolean odd) throws XmlException {
        XWPFParagraph paragraph = footer.createParagraph();
        String dash = Layout.word("page");
        String format = "<w:rPr><w:rFonts w:ascii=\"" + Layout.font("page") + "\" w:eastAsia=\"" + Layout.font("page")
                + "\" w:hAnsi=\"" + Layout.font("page") + "\"/><w:sz w:val=\"" + Layout.PAGE_NUMBER_SIZE
                + "\"/><w:szCs w:val=\"" + Layout.PAGE_NUMBER_SIZE + "\"/></w:rPr>";
        paragraph.getCTP()
            .set(parsed("<w:r>" + format + "<w:t xml:space=\"preserve\">" + dash
                    + " </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r>" + format
                    + "<w:t>1</w:t></w:r></w:fldSimple><w:r>" + format + "<w:t xml:space=\"preserve\"> " + dash
                    + "</w:t></w:r>"));
        spacing(paragraph, Layout.PAGE_NUMBER_LINE);
        properties(paragraph).addNewPStyle().setVal("Footer");
        CTInd indentation = properties(paragraph).addNewInd();
        if (odd) {
            properties(paragraph).addNewJc().setVal(STJc.RIGHT);
            indentation.setRight(number(Layout.PAGE_NUMBER_SIZE * 10));
        }
        else {
            properties(paragraph).addNewJc().setVal(STJc.LEFT);
            indentation.setLeft(number(Layout.PAGE_NUMBER_SIZE * 10));
        }
        XWPFParagraph code = footer.createParagraph();
        spacing(code, Layout.CODE_LINE);
        properties(code).addNewJc().setVal(STJc.CENTER);
        if (mark != null) {
            CTR run = code.createRun().getCTR();
            format(run, "page", 15, false);
            run.getRPr().addNewColor().setVal("7F7F7F");
            text(run, CleanText.line(mark.footer()));
        }
    }

    /**
     * Three times across the page, behind the text. Written as Word itself writes one,
     * which WPS and LibreOffice know too.
     */
    private static void watermark(XWPFParagraph paragraph, OfficialDocument.Mark mark, int id) throws XmlException {
        String text = CleanText.line(mark.watermark());
        int height = 20;
        int width = Math.min(620, Layout.halves(text) * height / 2);
        String type = "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" "
                + "path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 10800\"/>"
                + "<v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/>"
                + "<v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>"
                + "<v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/>"
                + "<v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/>"
                + "<v:f eqn=\"sum @6 0 @5\"/></v:formulas><v:path textpathok=\"t\" o:connecttype=\"custom\" "
                + "o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>"
                + "<v:textpath on=\"t\" fitshape=\"t\"/><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>"
                + "</v:shapetype>";
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            shapes.append("<w:r><w:rPr><w:noProof/></w:rPr><w:pict>")
                .append((i == 0) ? type : "")
                .append("<v:shape id=\"SanxingMark")
                .append(id + i)
                .append("\" o:spid=\"_x0000_s")
                .append(2048 + id + i)
                .append("\" type=\"#_x0000_t136\" style=\"position:absolute;margin-left:0;margin-top:")
                .append(90 + i * 220)
                .append("pt;width:")
                .append(width)
                .append("pt;height:")
                .append(height)
                .append("pt;rotation:330;z-index:-")
                .append(251658752 + i * 1024)
                .append(";mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
                        + "mso-position-vertical-relative:margin\" o:allowincell=\"f\" fillcolor=\"silver\" "
                        + "stroked=\"f\"><v:fill opacity=\".5\"/><v:textpath style=\"font-family:&quot;")
                .append(Layout.font("page"))
                .append("&quot;;font-size:1pt\" string=\"")
                .append(escaped(text))
                .append("\"/></v:shape></w:pict></w:r>");
        }
        paragraph.getCTP().set(parsed(shapes.toString()));
        properties(paragraph).addNewPStyle().setVal("Header");
    }

    private static CTP parsed(String content) throws XmlException {
        return CTP.Factory
            .parse("<xml-fragment xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                    + "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">"
                    + content + "</xml-fragment>");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach((point) -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t' -> escaped.append("&#9;");
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static BigInteger number(int value) {
        return BigInteger.valueOf(value);
    }

}
