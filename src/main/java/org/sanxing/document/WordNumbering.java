package org.sanxing.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * Counts list numbers as Word shows them. Lists of one kind count together; one that
 * overrides the start begins anew where it first appears.
 */
final class WordNumbering {

    private static final int LEVELS = 9;

    private static final int MOST = 20_000;

    private static final String BULLET = "\u2022 ";

    private final WordStyles styles;

    private final Map<String, Kind> kinds = new HashMap<>();

    private final Map<String, Numbered> lists = new HashMap<>();

    private final Map<String, int[]> counted = new HashMap<>();

    /** Lists with the level at which their own start was taken. */
    private final Set<String> begun = new HashSet<>();

    WordNumbering(WordStyles styles) {
        this.styles = styles;
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
        Kind kind = null;
        Numbered list = null;
        Level level = null;
        int index = -1;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "abstractNum" -> kind = null;
                    case "num" -> list = null;
                    case "lvl" -> level = null;
                    default -> {
                    }
                }
                continue;
            }
            if (event != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                // What a program takes that knows less than Word.
                case "Fallback" -> OfficeParts.skip(xml);
                case "abstractNum" -> {
                    kind = new Kind();
                    if (this.kinds.size() < MOST) {
                        this.kinds.put(String.valueOf(WordXml.attribute(xml, "abstractNumId")), kind);
                    }
                }
                case "numStyleLink" -> {
                    if (kind != null) {
                        kind.style = WordXml.value(xml);
                    }
                }
                case "num" -> {
                    list = new Numbered();
                    if (this.lists.size() < MOST) {
                        this.lists.put(String.valueOf(WordXml.attribute(xml, "numId")), list);
                    }
                }
                case "abstractNumId" -> {
                    if (list != null) {
                        list.kind = String.valueOf(WordXml.value(xml));
                    }
                }
                case "lvlOverride" -> index = WordXml.number(WordXml.attribute(xml, "ilvl"), -1);
                case "startOverride" -> {
                    if (list != null && isLevel(index)) {
                        list.starts[index] = WordXml.number(WordXml.value(xml), 1);
                    }
                }
                case "lvl" -> {
                    int at = WordXml.number(WordXml.attribute(xml, "ilvl"), -1);
                    @Nullable Level[] levels = (kind != null) ? kind.levels : (list != null) ? list.levels : null;
                    if (levels != null && isLevel(at)) {
                        level = new Level();
                        levels[at] = level;
                    }
                }
                default -> {
                    if (level != null) {
                        level.read(xml);
                    }
                }
            }
        }
    }

    private static boolean isLevel(int index) {
        return index >= 0 && index < LEVELS;
    }

    /**
     * What stands before the next paragraph of a list; empty for nothing.
     * @param asked level within the list; null where the style decides
     * @param style that brings the numbering to the paragraph; null for the paragraph
     * itself
     */
    String next(@Nullable String number, @Nullable Integer asked, @Nullable String style) {
        Numbered list = this.lists.get(number);
        String id = (list != null) ? kindOf(list) : null;
        Kind kind = this.kinds.get(id);
        if (list == null || kind == null) {
            return "";
        }
        @Nullable Level[] levels = new Level[LEVELS];
        int index = (asked != null) ? asked : 0;
        for (int each = 0; each < LEVELS; each++) {
            Level level = (list.levels[each] != null) ? list.levels[each] : kind.levels[each];
            levels[each] = level;
            if (level != null && style != null && style.equals(level.style)) {
                index = each;
            }
        }
        Level level = isLevel(index) ? levels[index] : null;
        if (level == null) {
            return "";
        }
        int[] counts = this.counted.computeIfAbsent(id, (any) -> new int[LEVELS]);
        if (list.starts[index] != null && this.begun.add(number + "/" + index)) {
            counts[index] = list.starts[index];
        }
        else {
            counts[index] = (counts[index] == 0) ? Math.max(1, level.start) : counts[index] + 1;
        }
        for (int deeper = index + 1; deeper < LEVELS; deeper++) {
            Level below = levels[deeper];
            if (below == null || below.restart == null || index < below.restart) {
                counts[deeper] = 0;
            }
        }
        if (level.format.equals("bullet")) {
            return BULLET;
        }
        if (level.format.equals("none")) {
            return "";
        }
        String text = level.text;
        for (int each = 0; each <= index; each++) {
            Level above = levels[each];
            if (above != null) {
                text = text.replace("%" + (each + 1), WordNumerals.of(level.legal ? "decimal" : above.format,
                        (counts[each] == 0) ? Math.max(1, above.start) : counts[each]));
            }
        }
        return text;
    }

    /** Follows a kind that is defined by a style to where it is. */
    private String kindOf(Numbered list) {
        String id = list.kind;
        for (int depth = 0; depth < LEVELS; depth++) {
            Kind kind = this.kinds.get(id);
            Numbered linked = (kind != null && kind.style != null) ? this.lists.get(this.styles.numbering(kind.style))
                    : null;
            if (linked == null || linked.kind.equals(id)) {
                break;
            }
            id = linked.kind;
        }
        return id;
    }

    /** What lists have in common: an {@code abstractNum}. */
    private static final class Kind {

        private final @Nullable Level[] levels = new Level[LEVELS];

        private @Nullable String style;

    }

    /** One list, with what it has of its own. */
    private static final class Numbered {

        private final @Nullable Level[] levels = new Level[LEVELS];

        private final @Nullable Integer[] starts = new Integer[LEVELS];

        private String kind = "";

    }

    private static final class Level {

        private int start = 1;

        private String format = "decimal";

        private String text = "";

        private @Nullable String style;

        /**
         * The deepest level, from 1, after which it begins anew; null for any above it.
         */
        private @Nullable Integer restart;

        private boolean legal;

        void read(XMLStreamReader xml) {
            String value = WordXml.value(xml);
            switch (xml.getLocalName()) {
                case "start" -> this.start = WordXml.number(value, 1);
                case "numFmt" -> {
                    String format = WordXml.attribute(xml, "format");
                    this.format = ("custom".equals(value) && format != null) ? format : String.valueOf(value);
                }
                case "lvlText" -> this.text = (value != null) ? value : "";
                case "pStyle" -> this.style = value;
                case "lvlRestart" -> this.restart = WordXml.number(value, 0);
                case "isLgl" -> this.legal = WordXml.isOn(xml);
                default -> {
                }
            }
        }

    }

}
