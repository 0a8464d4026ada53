package org.sanxing.document;

import java.util.Map;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.sanxing.common.Texts;

/** Reads footnotes and endnotes. */
final class WordNotes {

    private static final int LONGEST = 100_000;

    private WordNotes() {
    }

    /**
     * @param kind {@code footnote} or {@code endnote}
     * @param notes where they go, by kind and id
     */
    static void read(XMLStreamReader xml, String kind, Map<String, String> notes) throws XMLStreamException {
        String id = null;
        boolean reading = false;
        int deleted = 0;
        int length = 0;
        StringBuilder text = new StringBuilder();
        while (xml.hasNext() && length < LONGEST) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals(kind)) {
                    // Those with a type are lines that separate.
                    id = (WordXml.attribute(xml, "type") == null) ? WordXml.attribute(xml, "id") : null;
                    text.setLength(0);
                }
                else if (name.equals("del") || name.equals("moveFrom")) {
                    deleted++;
                }
                reading = name.equals("t") && deleted == 0;
            }
            else if (event == XMLStreamReader.END_ELEMENT) {
                reading = false;
                String name = xml.getLocalName();
                if (name.equals("p") && !text.isEmpty()) {
                    text.append(' ');
                }
                else if (name.equals("del") || name.equals("moveFrom")) {
                    deleted--;
                }
                else if (name.equals(kind) && id != null) {
                    length += text.length();
                    notes.put(kind + id, Texts.strip(text.toString()));
                }
            }
            else if (reading && id != null && xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
    }

}
