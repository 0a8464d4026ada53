package org.sanxing.document;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.Texts;

/**
 * What a Word file says, in reading order.
 *
 * @param notes what of the file is not in here
 */
public record WordOutline(List<Part> parts, Set<Note> notes) {

    /** What is left out, and is told so. */
    public enum Note {

        /** Pictures and drawings. */
        PICTURES,

        /** Text that the file hides. */
        HIDDEN,

        /** Whatever comes after the longest text that is read. */
        TRUNCATED

    }

    /**
     * A paragraph, or a row of a table.
     *
     * @param level of a heading, from 1; 0 for none
     * @param style name of its style; empty for none
     * @param number what its list or heading numbering shows before it; empty for none
     * @param cells of a row; empty for a paragraph
     * @param continued those of the cells, from 0, that a cell above reaches into
     */
    public record Part(int level, String style, String number, String text, List<String> cells,
            Set<Integer> continued) {

        public boolean isRow() {
            return !this.cells.isEmpty();
        }

        /** Text with its number, as it is read. */
        public String whole() {
            if (isRow()) {
                return this.cells.stream()
                    .map((cell) -> Texts.strip(cell.replace('\n', ' ')))
                    .collect(Collectors.joining(" | "));
            }
            return (this.number.isEmpty() || Texts.isBlank(this.text)) ? this.text : this.number + this.text;
        }

    }

}
