package org.sanxing.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

import org.springframework.stereotype.Component;

/**
 * Reads what a Word file says, part by part as a stream: the memory it takes depends on
 * the text that is kept, not on what the file would unpack to. Changes that were tracked
 * count as accepted; headers, footers and comments are not read.
 */
@Component
public class WordText {

    /**
     * @param file that was checked for what it may not contain
     * @throws UnreadableWord where it is no Word document
     */
    public WordOutline read(Path file) throws UnreadableWord {
        try (OfficeParts parts = new OfficeParts(file)) {
            String main = parts.main();
            OfficeParts.Related related = parts.related((main != null) ? main : "");
            WordStyles styles = new WordStyles();
            parts.read(related.of("styles"), styles::read);
            WordNumbering numbering = new WordNumbering(styles);
            parts.read(related.of("numbering"), numbering::read);
            Map<String, String> notes = new HashMap<>();
            for (String kind : new String[] { "footnote", "endnote" }) {
                parts.read(related.of(kind + "s"), (xml) -> WordNotes.read(xml, kind, notes));
            }
            WordBody body = new WordBody(styles, numbering, notes);
            if (!parts.read(main, body::read)) {
                throw new UnreadableWord("no main part", null);
            }
            return body.outline();
        }
        catch (IOException | XMLStreamException | IllegalArgumentException ex) {
            throw new UnreadableWord("not a Word document", ex);
        }
    }

}
