package org.sanxing.document;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** Counts list numbers as Word shows them. */
final class WordNumbering {

    private static final int LEVELS = 9;

    private static final int MOST = 20_000;

    private static final String BULLET = "\u2022 ";

    private final Map<String, Level[]> lists = new HashMap<>();

    private final Map<String, String> listOf = new HashMap<>();

    private final Map<String, int[]> counted = new HashMap<>();

    void read(XMLStreamReader xml) throws XMLStreamException {
        String list = null;
        String number = null;
        Level level = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "abstractNum" -> list = null;
                    case "num" -> number = null;
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
                case "abstractNum" -> {
                    list = WordXml.attribute(xml, "abstractNumId");
                    if (list != null && this.lists.size() < MOST) {
                        this.lists.put(list, new Level[LEVELS]);
                    }
                }
                case "num" -> number = WordXml.attribute(xml, "numId");
                case "abstractNumId" -> {
                    if (number != null && this.listOf.size() < MOST) {
                        this.listOf.put(number, String.valueOf(WordXml.value(xml)));
                    }
                }
                case "lvl" -> {
                    int index = WordXml.number(WordXml.attribute(xml, "ilvl"), -1);
                    if (list != null && index >= 0 && index < LEVELS && this.lists.containsKey(list)) {
                        level = new Level();
                        this.lists.get(list)[index] = level;
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

    /** What stands before the next paragraph of a list; empty for nothing. */
    String next(@Nullable String number, int index) {
        String list = this.listOf.get(number);
        Level[] levels = this.lists.get(list);
        if (levels == null || index < 0 || index >= LEVELS || levels[index] == null) {
            return "";
        }
        int[] counts = this.counted.computeIfAbsent(list, (id) -> new int[LEVELS]);
        counts[index] = (counts[index] == 0) ? Math.max(1, levels[index].start) : counts[index] + 1;
        for (int deeper = index + 1; deeper < LEVELS; deeper++) {
            counts[deeper] = 0;
        }
        if (levels[index].format.equals("bullet")) {
            return BULLET;
        }
        if (levels[index].format.equals("none")) {
            return "";
        }
        String text = levels[index].text;
        for (int each = 0; each <= index; each++) {
            if (levels[each] != null) {
                text = text.replace("%" + (each + 1), levels[each].format(Math.max(1, counts[each])));
            }
        }
        return text;
    }

    private static final class Level {

        private int start = 1;

        private String format = "decimal";

        private String text = "";

        void read(XMLStreamReader xml) {
            switch (xml.getLocalName()) {
                case "start" -> this.start = WordXml.number(WordXml.value(xml), 1);
                case "numFmt" -> this.format = String.valueOf(WordXml.value(xml));
                case "lvlText" -> this.text = String.valueOf(WordXml.value(xml));
                default -> {
                }
            }
        }

        String format(int number) {
            String kind = this.format.toLowerCase(Locale.ROOT);
            if (kind.contains("chinese") || kind.startsWith("ideographdigital") || kind.startsWith("japanese")
                    || kind.startsWith("taiwanese")) {
                return Layout.numeral(number);
            }
            if (kind.endsWith("letter") && number <= 26) {
                return String.valueOf((char) (kind.startsWith("upper") ? 'A' + number - 1 : 'a' + number - 1));
            }
            if (kind.endsWith("roman") && number < 40) {
                String roman = "X".repeat(number / 10)
                        + new String[] { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" }[number % 10];
                return kind.startsWith("upper") ? roman : roman.toLowerCase(Locale.ROOT);
            }
            if (kind.equals("decimalenclosedcircle") && number <= 20) {
                return String.valueOf((char) (0x2460 + number - 1));
            }
            return String.valueOf(number);
        }

    }

}
