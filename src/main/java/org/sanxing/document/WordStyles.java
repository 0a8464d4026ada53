package org.sanxing.document;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** What the styles of a file say about headings and numbering. */
final class WordStyles {

    private static final int MOST = 20_000;

    private static final int DEEPEST = 20;

    private final Map<String, Style> styles = new HashMap<>();

    void read(XMLStreamReader xml) throws XMLStreamException {
        String id = null;
        Style style = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (xml.getLocalName().equals("style")) {
                    id = WordXml.attribute(xml, "styleId");
                    style = new Style();
                }
                else if (style != null) {
                    style.read(xml);
                }
            }
            else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("style")) {
                if (id != null && style != null && this.styles.size() < MOST) {
                    this.styles.put(id, style);
                }
                style = null;
            }
        }
    }

    String name(@Nullable String id) {
        Style style = this.styles.get(id);
        return (style != null) ? style.name : "";
    }

    /** Of a heading, from 1; 0 where the style is none. */
    int level(Style own) {
        Style style = own;
        for (int depth = 0; style != null && depth < DEEPEST; depth++) {
            String name = style.name.toLowerCase(Locale.ROOT);
            if (name.matches("heading [1-9]")) {
                return name.charAt(8) - '0';
            }
            if (style.level > 0) {
                return (style.level <= 9) ? style.level : 0;
            }
            style = this.styles.get(style.basedOn);
        }
        return 0;
    }

    /** The style that brings the numbering; null for none. */
    @Nullable Style numbered(Style own) {
        Style style = own;
        for (int depth = 0; style != null && style.numbering == null && depth < DEEPEST; depth++) {
            style = this.styles.get(style.basedOn);
        }
        return (style != null && style.numbering != null) ? style : null;
    }

    /** The list that a style brings; null for none. */
    @Nullable String numbering(String id) {
        Style style = this.styles.get(id);
        return (style != null) ? style.numbering : null;
    }

    /** The level that is said nearest to the paragraph; null where nobody says. */
    @Nullable Integer numberingLevel(Style own) {
        Style style = own;
        for (int depth = 0; style != null && style.numberingLevel == null && depth < DEEPEST; depth++) {
            style = this.styles.get(style.basedOn);
        }
        return (style != null) ? style.numberingLevel : null;
    }

    /** What a style says, or a paragraph of itself, being based on its style. */
    static final class Style {

        private String name = "";

        private @Nullable String basedOn;

        private int level;

        private @Nullable String numbering;

        private @Nullable Integer numberingLevel;

        void read(XMLStreamReader xml) {
            String value = WordXml.value(xml);
            switch (xml.getLocalName()) {
                case "name" -> this.name = String.valueOf(value);
                case "basedOn" -> this.basedOn = value;
                case "outlineLvl" -> this.level = WordXml.number(value, 9) + 1;
                case "numId" -> this.numbering = value;
                case "ilvl" -> this.numberingLevel = WordXml.number(value, 0);
                default -> {
                }
            }
        }

        void basedOn(@Nullable String id) {
            this.basedOn = id;
        }

        @Nullable String basedOn() {
            return this.basedOn;
        }

        @Nullable String numbering() {
            return this.numbering;
        }

    }

}
