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

    private final Map<String, Style> styles = new HashMap<>();

    void read(XMLStreamReader xml) throws XMLStreamException {
        String id = null;
        Style style = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "style" -> {
                        id = WordXml.attribute(xml, "styleId");
                        style = new Style();
                    }
                    case "name" -> {
                        if (style != null) {
                            style.name = String.valueOf(WordXml.value(xml));
                        }
                    }
                    case "basedOn" -> {
                        if (style != null) {
                            style.basedOn = WordXml.value(xml);
                        }
                    }
                    case "outlineLvl" -> {
                        if (style != null) {
                            style.level = WordXml.number(WordXml.value(xml), 9) + 1;
                        }
                    }
                    case "numId" -> {
                        if (style != null) {
                            style.numbering = WordXml.value(xml);
                        }
                    }
                    case "ilvl" -> {
                        if (style != null) {
                            style.numberingLevel = WordXml.number(WordXml.value(xml), 0);
                        }
                    }
                    default -> {
                    }
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
    int level(@Nullable String id) {
        Style style = this.styles.get(id);
        for (int depth = 0; style != null && depth < 20; depth++) {
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

    /** Id of the numbering that the style brings; null for none. */
    @Nullable Style numbered(@Nullable String id) {
        Style style = this.styles.get(id);
        for (int depth = 0; style != null && depth < 20; depth++) {
            if (style.numbering != null) {
                return style;
            }
            style = this.styles.get(style.basedOn);
        }
        return null;
    }

    static final class Style {

        private String name = "";

        private @Nullable String basedOn;

        private int level;

        private @Nullable String numbering;

        private int numberingLevel;

        @Nullable String numbering() {
            return this.numbering;
        }

        int numberingLevel() {
            return this.numberingLevel;
        }

    }

}
