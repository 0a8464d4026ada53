package org.sanxing.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.document.WordOutline.Note;
import org.sanxing.document.WordOutline.Part;

/** Reads the main part of one file. */
final class WordBody {

    /** In characters: twenty times the longest field. */
    private static final int LONGEST = 400_000;

    private static final int MOST_PARTS = 50_000;

    /** What is not read, with everything in it. */
    private static final Set<String> LEFT_OUT = Set.of("del", "moveFrom", "delText", "instrText", "Fallback", "sectPr",
            "tblPr", "trPr", "rubyPr", "rt", "delInstrText", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange",
            "trPrChange", "tcPrChange");

    private final WordStyles styles;

    private final WordNumbering numbering;

    private final Map<String, String> footnotes;

    private final List<Part> parts = new ArrayList<>();

    private final Set<Note> notes = EnumSet.noneOf(Note.class);

    private final Deque<Paragraph> paragraphs = new ArrayDeque<>();

    private final Deque<Row> rows = new ArrayDeque<>();

    private final Deque<Boolean> controls = new ArrayDeque<>();

    private final Deque<Boolean> fields = new ArrayDeque<>();

    private int length;

    private int prompts;

    private boolean inRunProperties;

    private boolean inParagraphProperties;

    private boolean hidden;

    WordBody(WordStyles styles, WordNumbering numbering, Map<String, String> footnotes) {
        this.styles = styles;
        this.numbering = numbering;
        this.footnotes = footnotes;
    }

    WordOutline outline() {
        return new WordOutline(List.copyOf(this.parts), Set.copyOf(this.notes));
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        boolean text = false;
        boolean body = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (++depth > WordXml.DEEPEST) {
                    throw new XMLStreamException("nested too deep");
                }
                String name = xml.getLocalName();
                body = body || name.equals("body");
                if (name.equals("del") && this.inParagraphProperties && !this.paragraphs.isEmpty()) {
                    // The paragraph's end itself was deleted: the next one goes on here.
                    this.paragraphs.peek().joined = true;
                }
                if (LEFT_OUT.contains(name)) {
                    OfficeParts.skip(xml);
                    depth--;
                    continue;
                }
                text = name.equals("t");
                start(xml, name);
            }
            else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
                text = false;
                end(xml.getLocalName());
            }
            else if (text && (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.SPACE
                    || event == XMLStreamReader.CDATA)) {
                append(xml.getText());
            }
            if (this.length > LONGEST || this.parts.size() >= MOST_PARTS) {
                this.notes.add(Note.TRUNCATED);
                while (!this.paragraphs.isEmpty()) {
                    endParagraph();
                }
                while (!this.rows.isEmpty()) {
                    endRow();
                }
                return;
            }
        }
        if (!body) {
            throw new XMLStreamException("no body");
        }
        flush();
    }

    private void start(XMLStreamReader xml, String name) {
        Paragraph paragraph = this.paragraphs.peek();
        switch (name) {
            case "p" -> this.paragraphs.push(new Paragraph());
            case "tr" -> {
                if (this.paragraphs.isEmpty()) {
                    flush();
                }
                this.rows.push(new Row(this.paragraphs.size()));
            }
            case "tc" -> {
                if (!this.rows.isEmpty()) {
                    this.rows.peek().cells.add(new StringBuilder());
                }
            }
            case "vMerge" -> {
                if (!this.rows.isEmpty() && !"restart".equals(WordXml.value(xml))) {
                    this.rows.peek().continued.add(this.rows.peek().cells.size() - 1);
                }
            }
            case "pPr" -> this.inParagraphProperties = true;
            case "rPr" -> this.inRunProperties = true;
            case "r" -> this.hidden = false;
            case "sdt" -> this.controls.push(false);
            case "showingPlcHdr" -> {
                // What stands in it is a prompt, nobody typed it.
                if (!this.controls.isEmpty() && !this.controls.peek() && WordXml.isOn(xml)) {
                    this.controls.pop();
                    this.controls.push(true);
                    this.prompts++;
                }
            }
            case "vanish" -> {
                if (this.inRunProperties && this.inParagraphProperties && paragraph != null) {
                    paragraph.hidden = WordXml.isOn(xml);
                }
                this.hidden = this.inRunProperties && !this.inParagraphProperties && WordXml.isOn(xml);
            }
            case "fldChar" -> field(WordXml.attribute(xml, "fldCharType"));
            case "drawing", "pict", "object" -> this.notes.add(Note.PICTURES);
            default -> {
                if (paragraph != null) {
                    inParagraph(xml, name, paragraph);
                }
            }
        }
    }

    private void inParagraph(XMLStreamReader xml, String name, Paragraph paragraph) {
        if (this.inParagraphProperties) {
            if (name.equals("pStyle")) {
                paragraph.own.basedOn(WordXml.value(xml));
            }
            else {
                paragraph.own.read(xml);
            }
            return;
        }
        switch (name) {
            case "tab", "ptab" -> append("\t");
            case "br", "cr" -> append("\n");
            case "noBreakHyphen" -> append("-");
            case "sym" -> append(symbol(WordXml.attribute(xml, "char")));
            case "footnoteReference", "endnoteReference" -> {
                String kind = name.substring(0, name.length() - "Reference".length());
                String note = this.footnotes.get(kind + WordXml.attribute(xml, "id"));
                if (note != null && !note.isEmpty()) {
                    append(Layout.word("note.open") + note + Layout.word("note.close"));
                }
            }
            default -> {
            }
        }
    }

    /** What the symbol fonts of Word mean by a character. */
    private static String symbol(@Nullable String code) {
        int point = 0;
        try {
            point = (code != null) ? Integer.parseInt(code, 16) & 0xFF : 0;
        }
        catch (NumberFormatException ex) {
            // No character: shown as a bullet like any other that is not known.
        }
        return switch (point) {
            case 0xFC -> "\u221A";
            case 0xFE, 0x52 -> "\u2611";
            case 0xA8, 0x6F, 0xA3 -> "\u2610";
            default -> "\u2022";
        };
    }

    private void field(@Nullable String type) {
        if ("begin".equals(type)) {
            this.fields.push(true);
        }
        else if ("separate".equals(type) && !this.fields.isEmpty()) {
            this.fields.pop();
            this.fields.push(false);
        }
        else if ("end".equals(type) && !this.fields.isEmpty()) {
            this.fields.pop();
        }
    }

    private void append(String text) {
        Paragraph paragraph = this.paragraphs.peek();
        if (paragraph == null || this.prompts > 0 || (!this.fields.isEmpty() && this.fields.peek())) {
            return;
        }
        if (this.hidden) {
            this.notes.add(Note.HIDDEN);
            return;
        }
        paragraph.text.append(text);
        this.length += text.length();
    }

    private void end(String name) {
        switch (name) {
            case "p" -> endParagraph();
            case "tr" -> endRow();
            case "pPr" -> this.inParagraphProperties = false;
            case "rPr" -> this.inRunProperties = false;
            case "r" -> this.hidden = false;
            case "sdt" -> {
                if (!this.controls.isEmpty() && this.controls.pop()) {
                    this.prompts--;
                }
            }
            default -> {
            }
        }
    }

    private @Nullable Paragraph waiting;

    private void endParagraph() {
        if (this.paragraphs.isEmpty()) {
            return;
        }
        Paragraph paragraph = this.paragraphs.pop();
        if (!this.paragraphs.isEmpty() && (this.rows.isEmpty() || this.rows.peek().depth < this.paragraphs.size())) {
            // A text box: its text comes after the paragraph that it hangs on.
            this.paragraphs.peek().boxes.add(paragraph);
            return;
        }
        if (this.waiting != null) {
            paragraph.text.insert(0, this.waiting.text);
            paragraph.boxes.addAll(0, this.waiting.boxes);
            this.waiting = null;
        }
        if (paragraph.joined) {
            this.waiting = paragraph;
            return;
        }
        put(paragraph);
    }

    private void flush() {
        if (this.waiting != null) {
            Paragraph paragraph = this.waiting;
            this.waiting = null;
            put(paragraph);
        }
    }

    private void put(Paragraph paragraph) {
        Row row = this.rows.peek();
        if (row != null && !row.cells.isEmpty()) {
            StringBuilder cell = row.cells.get(row.cells.size() - 1);
            String text = number(paragraph) + paragraph.text;
            if (!Texts.isBlank(text)) {
                cell.append(cell.isEmpty() ? "" : "\n").append(text);
            }
        }
        else {
            String text = paragraph.text.toString();
            // An empty line of a list counts, too.
            String number = (paragraph.hidden && Texts.isBlank(text)) ? "" : number(paragraph);
            this.parts.add(new Part(this.styles.level(paragraph.own), this.styles.name(paragraph.own.basedOn()),
                    Texts.isBlank(text) ? "" : number, text, List.of(), Set.of()));
        }
        paragraph.boxes.forEach(this::put);
    }

    private String number(Paragraph paragraph) {
        WordStyles.Style numbered = this.styles.numbered(paragraph.own);
        return (numbered == null || "0".equals(numbered.numbering())) ? ""
                : this.numbering.next(numbered.numbering(), this.styles.numberingLevel(paragraph.own),
                        (numbered != paragraph.own) ? paragraph.own.basedOn() : null);
    }

    private void endRow() {
        if (this.rows.isEmpty()) {
            return;
        }
        flush();
        Row row = this.rows.pop();
        List<String> cells = row.cells.stream().map(StringBuilder::toString).toList();
        if (cells.stream().allMatch(Texts::isBlank)) {
            return;
        }
        Part part = new Part(0, "", "", "", cells, Set.copyOf(row.continued));
        Row outer = this.rows.peek();
        if (outer != null && !outer.cells.isEmpty()) {
            StringBuilder cell = outer.cells.get(outer.cells.size() - 1);
            cell.append(cell.isEmpty() ? "" : "\n").append(part.whole());
        }
        else {
            this.parts.add(part);
        }
    }

    /** A paragraph that is being read. */
    private static final class Paragraph {

        private final StringBuilder text = new StringBuilder();

        private final List<Paragraph> boxes = new ArrayList<>();

        private final WordStyles.Style own = new WordStyles.Style();

        private boolean joined;

        private boolean hidden;

    }

    /** A row that is being read. */
    private static final class Row {

        private final int depth;

        private final List<StringBuilder> cells = new ArrayList<>();

        private final Set<Integer> continued = new HashSet<>();

        private Row(int depth) {
            this.depth = depth;
        }

    }

}
