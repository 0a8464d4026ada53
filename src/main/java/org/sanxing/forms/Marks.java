package org.sanxing.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The marks of a page, for the fragment {@code forms/form :: marked}. Where marks overlap
 * the text is cut into pieces, each with all the marks it lies in; a mark may go over
 * several paragraphs, and lies in each of them.
 */
public record Marks(List<Mark> all) {

    public static final Marks NONE = new Marks(List.of());

    /** The paragraphs of a long text, cut where marks begin or end. */
    public List<Paragraph> paragraphs(FieldView field) {
        List<Span> spans = spans(field);
        List<Paragraph> paragraphs = new ArrayList<>();
        int from = 0;
        for (String line : field.paragraphs()) {
            paragraphs.add(new Paragraph(line, pieces(line, from, spans)));
            from += line.length() + 1;
        }
        return paragraphs;
    }

    /** Classes for the marks of a whole text; empty for none. */
    public String kinds(FieldView field) {
        return on(field).stream()
            .filter((mark) -> mark.start() == null)
            .map((mark) -> "sx-marked-" + mark.kind())
            .distinct()
            .collect(Collectors.joining(" "));
    }

    private List<Mark> on(FieldView field) {
        return this.all.stream().filter((mark) -> mark.path().equals(field.path())).toList();
    }

    /** The marks by the places where strings are cut, not code points. */
    private List<Span> spans(FieldView field) {
        String text = field.text();
        int length = Values.length(text);
        List<Span> spans = new ArrayList<>();
        for (Mark mark : on(field)) {
            Integer start = mark.start();
            if (start != null) {
                int from = Math.max(0, Math.min(start, length));
                int to = Math.max(from, Math.min(from + Math.max(0, mark.length()), length));
                spans.add(new Span(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to), mark));
            }
        }
        return spans;
    }

    private static List<Piece> pieces(String line, int from, List<Span> spans) {
        int end = from + line.length();
        TreeSet<Integer> cuts = new TreeSet<>(List.of(from, end));
        for (Span span : spans) {
            if (span.from() > from && span.from() < end) {
                cuts.add(span.from());
            }
            if (span.to() > from && span.to() < end) {
                cuts.add(span.to());
            }
        }
        List<Piece> pieces = new ArrayList<>();
        Integer at = cuts.first();
        for (Integer next = cuts.higher(at); next != null; next = cuts.higher(at)) {
            int begin = at;
            int until = next;
            List<Span> over = spans.stream()
                .filter((span) -> span.from() <= begin && span.to() >= until && span.to() > span.from())
                .toList();
            String label = over.stream()
                .filter((span) -> span.to() == until || (until == end && span.to() == end + 1))
                .map((span) -> span.mark().label())
                .filter((one) -> !one.isEmpty())
                .collect(Collectors.joining(" "));
            pieces.add(new Piece(line.substring(begin - from, until - from), over.stream().map(Span::mark).toList(),
                    label));
            at = next;
        }
        return pieces;
    }

    private record Span(int from, int to, Mark mark) {

    }

    /** A paragraph; its pieces put together are its text. */
    public record Paragraph(String text, List<Piece> pieces) {

    }

    /**
     * @param marks it lies in; empty for plain text
     * @param label of the marks that end with it; empty for none
     */
    public record Piece(String text, List<Mark> marks, String label) {

        public boolean marked() {
            return !this.marks.isEmpty();
        }

        public String ids() {
            return this.marks.stream().map(Mark::id).collect(Collectors.joining(" "));
        }

        public String classes() {
            return "sx-mark " + this.marks.stream()
                .map((mark) -> "sx-mark-" + mark.kind())
                .distinct()
                .collect(Collectors.joining(" "));
        }

        /** For an attribute: null where there is none. */
        public @Nullable String labelOrNull() {
            return this.label.isEmpty() ? null : this.label;
        }

    }

}
