package org.sanxing.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/**
 * A document as the official layout knows it (GB/T 9704-2012), whatever it is about.
 * Texts may hold anything that people type: each line of a text becomes a paragraph, an
 * empty line none, and what XML does not allow is replaced.
 *
 * @param number of the document as it is issued, above its title; null for none
 * @param addressee to whom it goes, without the colon that follows; null for none
 * @param signature null for none
 * @param annexes what follows the signature, usually on pages of its own
 * @param mark null where the copy need not be traced, as of a form to be filled in
 */
public record OfficialDocument(@Nullable String number, String title, @Nullable String addressee, List<Block> blocks,
        List<String> attachments, @Nullable Signature signature, List<Block> annexes, Properties properties,
        @Nullable Mark mark) {

    private static final int DEEPEST = 4;

    public OfficialDocument {
        blocks = List.copyOf(blocks);
        attachments = List.copyOf(attachments);
        annexes = List.copyOf(annexes);
    }

    public static OfficialDocument of(String title, List<Block> blocks) {
        return new OfficialDocument(null, title, null, blocks, List.of(), null, List.of(), new Properties("", ""),
                null);
    }

    /**
     * As it goes out.
     * @param number null where it has none yet
     * @param addressee null for none
     */
    public OfficialDocument issued(@Nullable String number, @Nullable String addressee) {
        return new OfficialDocument(number, this.title, addressee, this.blocks, this.attachments, this.signature,
                this.annexes, this.properties, this.mark);
    }

    public OfficialDocument signed(String name, String date) {
        return new OfficialDocument(this.number, this.title, this.addressee, this.blocks, this.attachments,
                new Signature(name, date), this.annexes, this.properties, this.mark);
    }

    /**
     * @param names of what comes with it, listed above the signature
     */
    public OfficialDocument accompaniedBy(List<String> names) {
        return new OfficialDocument(this.number, this.title, this.addressee, this.blocks, names, this.signature,
                this.annexes, this.properties, this.mark);
    }

    public OfficialDocument followedBy(List<Block> annexes) {
        return new OfficialDocument(this.number, this.title, this.addressee, this.blocks, this.attachments,
                this.signature, annexes, this.properties, this.mark);
    }

    public OfficialDocument with(Properties properties) {
        return new OfficialDocument(this.number, this.title, this.addressee, this.blocks, this.attachments,
                this.signature, this.annexes, properties, this.mark);
    }

    public OfficialDocument marked(Mark mark) {
        return new OfficialDocument(this.number, this.title, this.addressee, this.blocks, this.attachments,
                this.signature, this.annexes, this.properties, mark);
    }

    /** A part of the text; the names are those under which it is stored. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "block")
    @JsonSubTypes({ @JsonSubTypes.Type(name = "heading", value = Heading.class),
            @JsonSubTypes.Type(name = "text", value = Text.class),
            @JsonSubTypes.Type(name = "table", value = Table.class),
            @JsonSubTypes.Type(name = "figures", value = Figures.class),
            @JsonSubTypes.Type(name = "prompt", value = Prompt.class),
            @JsonSubTypes.Type(name = "choice", value = Choice.class),
            @JsonSubTypes.Type(name = "newPage", value = NewPage.class) })
    public sealed interface Block {

    }

    /**
     * A heading, numbered by itself as its level asks.
     *
     * @param level 1 to 4
     */
    public record Heading(int level, String text) implements Block {

    }

    /**
     * A text of one or several lines.
     *
     * @param label stands bold before its first line; null for none
     */
    public record Text(@Nullable String label, String text) implements Block {

        public static Text of(String text) {
            return new Text(null, text);
        }

    }

    /** Labels and values side by side. */
    public record Table(List<List<String>> rows) implements Block {

    }

    /**
     * A table of figures, in smaller print: the first row names the columns, the first
     * column the rows.
     */
    public record Figures(List<List<String>> rows) implements Block {

    }

    /** What is to be typed here, to be overwritten. */
    public record Prompt(String text) implements Block {

    }

    /** One of several to choose from. */
    public record Choice(String label, String prompt, List<String> options) implements Block {

    }

    /** A new page with a title; headings are counted anew. */
    public record NewPage(String title) implements Block {

    }

    public record Signature(String name, String date) {

    }

    /**
     * @param author who wrote what it says
     * @param subject what it is about
     */
    public record Properties(String author, String subject) {

    }

    /**
     * Whose copy it is.
     *
     * @param watermark stands across every page, light
     * @param footer stands below the page number
     * @param code by which the copy is found again
     */
    public record Mark(String watermark, String footer, String code) {

    }

    /** What a paragraph is. */
    public enum Kind {

        NUMBER, TITLE, ADDRESSEE, HEADING, TEXT, TABLE, FIGURES, PROMPT, CHOICE, ATTACHMENT, BLANK, SIGNATURE, DATE,
        NEW_PAGE

    }

    /**
     * One paragraph, or a table, as it is drawn.
     *
     * @param level of a heading; 0 for all else
     * @param label before the text; empty for none
     * @param indented whether its first line is indented by the style; a line that begins
     * with spaces of its own is not
     * @param right how far from the right it ends, in halves of a character
     * @param rows of a table
     * @param options of a choice
     */
    public record Line(Kind kind, int level, String label, String text, boolean indented, int right,
            List<List<String>> rows, List<String> options) {

        static Line of(Kind kind, String text) {
            return new Line(kind, 0, "", text, false, 0, List.of(), List.of());
        }

        static Line text(Kind kind, String label, String text) {
            return new Line(kind, 0, label, text, !text.startsWith(Layout.word("indentation")), 0, List.of(),
                    List.of());
        }

        static Line right(Kind kind, String text, int halves) {
            return new Line(kind, 0, "", text, false, halves, List.of(), List.of());
        }

        public String id() {
            return this.kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** One thing for each half of a character from the right, for templates. */
        public List<Integer> halves() {
            return IntStream.range(0, this.right).boxed().toList();
        }

    }

    /** All of it as it is drawn, cleaned and numbered. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (this.number != null) {
            // Two lines below stands the title.
            lines.add(Line.of(Kind.NUMBER, CleanText.line(this.number)));
            lines.add(Line.of(Kind.BLANK, ""));
            lines.add(Line.of(Kind.BLANK, ""));
        }
        lines.add(Line.of(Kind.TITLE, CleanText.line(this.title)));
        if (this.addressee != null) {
            lines.add(Line.of(Kind.ADDRESSEE, CleanText.line(this.addressee) + Layout.word("colon")));
        }
        add(lines, this.blocks);
        if (!this.attachments.isEmpty()) {
            lines.add(Line.of(Kind.BLANK, ""));
            for (int i = 0; i < this.attachments.size(); i++) {
                String number = (this.attachments.size() > 1) ? Layout.number(3, i + 1) : "";
                lines.add(Line.text(Kind.ATTACHMENT, (i == 0) ? Layout.word("attachments") : "",
                        number + CleanText.line(this.attachments.get(i))));
            }
        }
        if (this.signature != null) {
            sign(lines, CleanText.line(this.signature.name()), CleanText.line(this.signature.date()));
        }
        add(lines, this.annexes);
        return lines;
    }

    /**
     * The date begins two characters to the right of the signature; whichever is longer
     * ends where the standard says.
     */
    private static void sign(List<Line> lines, String name, String date) {
        int two = 4;
        int nameRight = two;
        int dateRight = Layout.halves(name) - Layout.halves(date);
        if (dateRight < 0) {
            dateRight = two;
            nameRight = 2 * two + Layout.halves(date) - Layout.halves(name);
        }
        int most = 2 * Layout.CHARACTERS - Layout.halves(date);
        lines.add(Line.of(Kind.BLANK, ""));
        lines.add(Line.right(Kind.SIGNATURE, name,
                Math.max(0, Math.min(nameRight, 2 * Layout.CHARACTERS - Layout.halves(name)))));
        lines.add(Line.right(Kind.DATE, date, Math.max(0, Math.min(dateRight, most))));
    }

    private static void add(List<Line> lines, List<Block> blocks) {
        int[] numbers = new int[DEEPEST + 1];
        for (Block block : blocks) {
            if (block instanceof Heading heading) {
                int level = Math.max(1, Math.min(heading.level(), DEEPEST));
                numbers[level]++;
                for (int deeper = level + 1; deeper <= DEEPEST; deeper++) {
                    numbers[deeper] = 0;
                }
                lines.add(new Line(Kind.HEADING, level, Layout.number(level, numbers[level]),
                        CleanText.line(heading.text()), true, 0, List.of(), List.of()));
            }
            else if (block instanceof Text text) {
                String label = (text.label() != null) ? CleanText.line(text.label()) + Layout.word("colon") : "";
                for (String line : CleanText.of(text.text()).split("\n")) {
                    if (!Texts.isBlank(line)) {
                        lines.add(Line.text(Kind.TEXT, label, line));
                        label = "";
                    }
                }
                if (!label.isEmpty()) {
                    lines.add(Line.text(Kind.TEXT, label, ""));
                }
            }
            else if (block instanceof Table table) {
                lines.add(table(Kind.TABLE, table.rows()));
            }
            else if (block instanceof Figures figures) {
                lines.add(table(Kind.FIGURES, figures.rows()));
            }
            else if (block instanceof Prompt prompt) {
                lines.add(Line.text(Kind.PROMPT, "", CleanText.line(prompt.text())));
            }
            else if (block instanceof Choice choice) {
                lines.add(new Line(Kind.CHOICE, 0, CleanText.line(choice.label()) + Layout.word("colon"),
                        CleanText.line(choice.prompt()), true, 0, List.of(),
                        choice.options().stream().map(CleanText::line).toList()));
            }
            else if (block instanceof NewPage page) {
                java.util.Arrays.fill(numbers, 0);
                lines.add(Line.of(Kind.NEW_PAGE, CleanText.line(page.title())));
            }
        }
    }

    private static Line table(Kind kind, List<List<String>> rows) {
        return new Line(kind, 0, "", "", false, 0,
                rows.stream().map((row) -> row.stream().map(CleanText::of).toList()).toList(), List.of());
    }

}
