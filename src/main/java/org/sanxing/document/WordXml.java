package org.sanxing.document;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/** Attributes of WordprocessingML, whichever of its two namespaces a file is in. */
final class WordXml {

    /** Deeper than any program nests. */
    static final int DEEPEST = 1000;

    private WordXml() {
    }

    static @Nullable String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }

    static @Nullable String value(XMLStreamReader xml) {
        return attribute(xml, "val");
    }

    /** Of an element that switches something on unless it says otherwise. */
    static boolean isOn(XMLStreamReader xml) {
        String value = value(xml);
        return value == null || !(value.equals("0") || value.equals("false") || value.equals("off"));
    }

    static int number(@Nullable String text, int otherwise) {
        try {
            return (text != null) ? Integer.parseInt(Texts.strip(text)) : otherwise;
        }
        catch (NumberFormatException ex) {
            return otherwise;
        }
    }

}
