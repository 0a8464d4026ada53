package org.sanxing.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import org.apache.xmlbeans.XmlException;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.HdrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes a document as Word, in the official layout (GB/T 9704-2012; formats.md): lengths
 * in twips, a twentieth of a point, sizes in half points. What people typed is only ever
 * the text of a run: it cannot become a field or a formula.
 * <p>
 * The grid is declared, and not relied upon: Word and WPS take its characters for a
 * distance, LibreOffice for cells, of which a character of 16 pt fills more than one.
 * With exact lines, and runs of the body 0.25 pt tighter, the result is the same in all.
 */
@Component
public class OfficialWord {

    /** Media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final String FONT_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";

    private static final String FONT_TABLE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable";

    private static final String PRODUCT = "Sanxing";

    private static final String CENTERED = "<w:jc w:val=\"center\"/>";

    private static final String INDENTED = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/>";

    private static final String TEXT = "<w:pStyle w:val=\"OfficialText\"/>";

    private static final String TIGHTER = "<w:spacing w:val=\"-5\"/><w:snapToGrid w:val=\"false\"/>";

    /** 28.95 pt: 22 lines fit, which 29 pt would not. */
    private static final int LINE = 579;

    private static final int BODY_SIZE = 32;

    /**
     * A4 with margins of 37, 28, 26 and 35 mm; the dash of the page number stands 7 mm
     * below the text block. A character of the grid has 842/4096 pt less than its size:
     * 28 of 16 pt are a little wider than the text block.
     */
    private static final String SECTION = """
            <w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="2098" w:left="1587" w:right="1474" w:bottom="1984" w:header="851" w:footer="1227" w:gutter="0"/>\
            <w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/></w:sectPr>""";

    /** What Word calls text along a path, for the mark. */
    private static final String SHAPE = """
            <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" \
            path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>\
            <v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>\
            <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>\
            <v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>\
            <v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" \
            o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>\
            <o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>""";

    private final Clock clock;

    OfficialWord(Clock clock) {
        this.clock = clock;
    }

    /** The file. */
    public byte[] write(OfficialDocument document) {
        try (XWPFDocument word = new XWPFDocument();
                InputStream styles = resource("styles.xml");
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            word.createStyles().setStyles(StylesDocument.Factory.parse(styles).getStyles());
            fontTable(word);
            properties(word, document);
            word.getDocument().setBody(DocumentDocument.Factory.parse(body(document)).getDocument().getBody());
            word.setEvenAndOddHeadings(true);
            OfficialDocument.Mark mark = document.mark();
            if (mark != null) {
                String text = CleanText.line(mark.watermark());
                word.createHeader(HeaderFooterType.DEFAULT)
                    .setHeaderFooter(HdrDocument.Factory.parse(header(text, 1)).getHdr());
                word.createHeader(HeaderFooterType.EVEN)
                    .setHeaderFooter(HdrDocument.Factory.parse(header(text, 10)).getHdr());
            }
            String code = (mark != null) ? CleanText.line(mark.footer()) : null;
            word.createFooter(HeaderFooterType.DEFAULT)
                .setHeaderFooter(FtrDocument.Factory.parse(footer(code, true)).getFtr());
            word.createFooter(HeaderFooterType.EVEN)
                .setHeaderFooter(FtrDocument.Factory.parse(footer(code, false)).getFtr());
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
        return download(write(document), name);
    }

    ResponseEntity<byte[]> download(byte[] file, String name) {
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
            .body(file);
    }

    private static InputStream resource(String name) {
        return OfficialWord.class.getResourceAsStream("/document/" + name);
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

    private static String body(OfficialDocument document) {
        StringBuilder body = new StringBuilder();
        for (OfficialDocument.Line line : document.lines()) {
            body.append(drawn(line, body.length()));
        }
        return part("document", "<w:body>" + body + SECTION + "</w:body>");
    }

    private static String part(String element, String content) {
        return """
                <w:%1$s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
                xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\
                %2$s</w:%1$s>""".formatted(element, content);
    }

    /**
     * @param id that no other line of the document has
     */
    private static String drawn(OfficialDocument.Line line, int id) {
        String text = line.text();
        return switch (line.kind()) {
            case TITLE -> title("", text);
            case NEW_PAGE -> title("<w:r><w:br w:type=\"page\"/></w:r>", text);
            case NUMBER -> paragraph("", CENTERED, run(text, false));
            case ADDRESSEE, BLANK -> paragraph("", "", run(text, false));
            case HEADING -> paragraph("<w:pStyle w:val=\"Heading" + line.level() + "\"/><w:keepNext/>", INDENTED,
                    run((line.level() <= 2) ? "heading" + line.level() : "body", BODY_SIZE, false, TIGHTER,
                            line.label() + text));
            // A text that brings its own spaces is not indented.
            case TEXT, ATTACHMENT ->
                paragraph(TEXT, line.indented() ? INDENTED : "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
                        (line.label().isEmpty() ? "" : run(line.label(), line.kind() == OfficialDocument.Kind.TEXT))
                                + run(text, false));
            case PROMPT -> paragraph("<w:pStyle w:val=\"OfficialPrompt\"/>", INDENTED,
                    run("body", BODY_SIZE, false, TIGHTER + "<w:color w:val=\"808080\"/>", text));
            case CHOICE -> paragraph(TEXT, INDENTED, run(line.label(), true) + choice(line, id));
            case SIGNATURE, DATE -> paragraph("", "<w:ind w:rightChars=\"%d\" w:right=\"%d\"/><w:jc w:val=\"right\"/>"
                .formatted(line.right() * 50, line.right() * 315 / 2), run(text, false));
            case TABLE -> table(line, false);
            case FIGURES -> table(line, true);
        };
    }

    private static String title(String before, String text) {
        return paragraph("<w:pStyle w:val=\"OfficialTitle\"/>", CENTERED, before + run("title", 44, false, "", text))
                + paragraph("", "", "");
    }

    private static String paragraph(String first, String last, String runs) {
        return paragraph(first, LINE, last, runs);
    }

    private static String paragraph(String first, int line, String last, String runs) {
        return "<w:p><w:pPr>" + first
                + "<w:snapToGrid w:val=\"false\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"" + line
                + "\" w:lineRule=\"exact\"/>" + last + "</w:pPr>" + runs + "</w:p>";
    }

    private static String run(String text, boolean bold) {
        return run("body", BODY_SIZE, bold, TIGHTER, text);
    }

    /** Tabs and line ends are elements of their own; nothing else is but text. */
    private static String run(String font, int size, boolean bold, String format, String text) {
        StringBuilder run = new StringBuilder("<w:r><w:rPr>").append(font(font, " w:hint=\"eastAsia\""))
            .append(bold ? "<w:b/>" : "")
            .append(size(size))
            .append(format)
            .append("</w:rPr>");
        for (String piece : text.split("(?<=[\t\n])|(?=[\t\n])")) {
            run.append(switch (piece) {
                case "" -> "";
                case "\t" -> "<w:tab/>";
                case "\n" -> "<w:br/>";
                default -> "<w:t xml:space=\"preserve\">" + escaped(piece) + "</w:t>";
            });
        }
        return run.append("</w:r>").toString();
    }

    private static String font(String use, String more) {
        return "<w:rFonts w:ascii=\"%1$s\" w:eastAsia=\"%1$s\" w:hAnsi=\"%1$s\"%2$s/>".formatted(Layout.font(use),
                more);
    }

    private static String size(int size) {
        return "<w:sz w:val=\"%1$d\"/><w:szCs w:val=\"%1$d\"/>".formatted(size);
    }

    /**
     * @param figures whether it has a head, which is repeated on each page, and figures
     * below it: small, so that ten columns fit, names to the left, figures in the middle
     */
    private static String table(OfficialDocument.Line line, boolean figures) {
        int columns = line.rows().stream().mapToInt(List::size).max().orElse(0);
        if (columns == 0) {
            return "";
        }
        int first = (columns == 2) ? Layout.TEXT_WIDTH * 3 / 10
                : figures ? Layout.TEXT_WIDTH * 2 / 10 : Layout.TEXT_WIDTH / columns;
        int others = (columns == 1) ? 0 : (Layout.TEXT_WIDTH - first) / (columns - 1);
        StringBuilder table = new StringBuilder("<w:tbl><w:tblPr><w:tblW w:w=\"").append(Layout.TEXT_WIDTH)
            .append("\" w:type=\"dxa\"/><w:tblBorders>");
        List.of("top", "left", "bottom", "right", "insideH", "insideV")
            .forEach((side) -> table.append("<w:").append(side).append(" w:val=\"single\"/>"));
        table.append("</w:tblBorders><w:tblLayout w:type=\"fixed\"/>");
        if (figures) {
            table.append("<w:tblCellMar>");
            List.of("top", "left", "bottom", "right")
                .forEach((side) -> table.append("<w:").append(side).append(" w:type=\"dxa\" w:w=\"50\"/>"));
            table.append("</w:tblCellMar>");
        }
        table.append("</w:tblPr>");
        boolean head = figures;
        for (List<String> row : line.rows()) {
            table.append("<w:tr>");
            if (figures) {
                table.append("<w:trPr><w:cantSplit w:val=\"on\"/><w:tblHeader w:val=\"")
                    .append(head ? "on" : "off")
                    .append("\"/></w:trPr>");
            }
            for (int column = 0; column < columns; column++) {
                String text = (column < row.size()) ? row.get(column) : "";
                table.append("<w:tc><w:tcPr><w:tcW w:w=\"")
                    .append((column == 0) ? first : others)
                    .append("\" w:type=\"dxa\"/>")
                    .append(figures ? "<w:vAlign w:val=\"center\"/></w:tcPr>" : "</w:tcPr>")
                    .append(figures
                            ? paragraph("", 300, (column == 0 && !head) ? "<w:jc w:val=\"left\"/>" : CENTERED,
                                    run("body", 21, head, "<w:snapToGrid w:val=\"false\"/>", text))
                            : paragraph("", "", run(text, false)))
                    .append("</w:tc>");
            }
            table.append("</w:tr>");
            head = false;
        }
        return table.append("</w:tbl>").toString();
    }

    /**
     * A list to choose from, which Word, WPS and LibreOffice know as a content control.
     */
    private static String choice(OfficialDocument.Line line, int id) {
        StringBuilder items = new StringBuilder();
        line.options()
            .forEach((option) -> items
                .append("<w:listItem w:displayText=\"%1$s\" w:value=\"%1$s\"/>".formatted(escaped(option))));
        return """
                <w:sdt><w:sdtPr><w:alias w:val="%1$s"/><w:tag w:val="%1$s"/><w:id w:val="%2$d"/><w:showingPlcHdr/>\
                <w:dropDownList>%3$s</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:rPr>%4$s<w:color w:val="808080"/>\
                <w:spacing w:val="-5"/>%5$s</w:rPr><w:t>%6$s</w:t></w:r></w:sdtContent></w:sdt>""".formatted(
                escaped(line.label().substring(0, line.label().length() - 1)), id, items, font("body", ""),
                size(BODY_SIZE), escaped(line.text()));
    }

    /**
     * Odd pages have their number at the right, even ones at the left; below it, the code
     * of a copy.
     */
    private static String footer(@Nullable String code, boolean odd) {
        String run = "<w:r><w:rPr>" + font("page", "") + size(28) + "</w:rPr><w:t xml:space=\"preserve\">";
        String page = run + Layout.word("page") + " </w:t></w:r><w:fldSimple w:instr=\" PAGE \">" + run
                + "1</w:t></w:r></w:fldSimple>" + run + " " + Layout.word("page") + "</w:t></w:r>";
        String side = odd ? "right" : "left";
        return part("ftr",
                paragraph("<w:pStyle w:val=\"Footer\"/>", 320,
                        "<w:ind w:%1$s=\"280\"/><w:jc w:val=\"%1$s\"/>".formatted(side), page)
                        + paragraph("", 200, CENTERED,
                                (code != null) ? run("page", 15, false, "<w:color w:val=\"7F7F7F\"/>", code) : ""));
    }

    /**
     * The mark three times across the page, behind the text. Written as Word itself
     * writes one, which WPS and LibreOffice know too.
     */
    private static String header(String mark, int id) {
        int width = Math.min(620, Layout.halves(mark) * 10);
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            shapes
                .append("""
                        <w:r><w:rPr><w:noProof/></w:rPr><w:pict>%1$s<v:shape id="SanxingMark%2$d" o:spid="_x0000_s%3$d" \
                        type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:%4$dpt;width:%5$dpt;height:20pt;\
                        rotation:330;z-index:-%6$d;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
                        mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">\
                        <v:fill opacity=".5"/><v:textpath style="font-family:&quot;%7$s&quot;;font-size:1pt" string="%8$s"/>\
                        </v:shape></w:pict></w:r>"""
                    .formatted((i == 0) ? SHAPE : "", id + i, 2048 + id + i, 90 + i * 220, width, 251658752 + i * 1024,
                            Layout.font("page"), escaped(mark)));
        }
        return part("hdr", "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>" + shapes + "</w:p>");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()).replace("\t", "&#9;");
    }

}
