package org.sanxing.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.springframework.stereotype.Component;

/**
 * Reads what a Word file says, part by part as a stream: the memory it takes depends on
 * the text that is kept, not on what the file would unpack to. Changes that were tracked
 * count as accepted; headers, footers and comments are not read.
 */
@Component
public class WordText {

    /** Far beyond any real document; a part is not read further. */
    private static final long LARGEST_PART = 64L * 1024 * 1024;

    private static final String RELATION = "/officeDocument";

    private static final String MAIN = "word/document.xml";

    /**
     * @param file that was checked for what it may not contain
     * @throws UnreadableWord where it is no Word document
     */
    public WordOutline read(Path file) throws UnreadableWord {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String main = main(zip);
            String folder = main.substring(0, main.lastIndexOf('/') + 1);
            WordStyles styles = new WordStyles();
            each(zip, folder + "styles.xml", styles::read);
            WordNumbering numbering = new WordNumbering();
            each(zip, folder + "numbering.xml", numbering::read);
            Map<String, String> notes = new HashMap<>();
            for (String kind : new String[] { "footnote", "endnote" }) {
                each(zip, folder + kind + "s.xml", (xml) -> WordNotes.read(xml, kind, notes));
            }
            WordBody body = new WordBody(styles, numbering, notes);
            if (!each(zip, main, body::read)) {
                throw new UnreadableWord("no main part", null);
            }
            return body.outline();
        }
        catch (IOException | XMLStreamException | IllegalArgumentException ex) {
            throw new UnreadableWord("not a Word document", ex);
        }
    }

    private static String main(ZipFile zip) throws IOException, XMLStreamException {
        String[] found = { MAIN };
        each(zip, "_rels/.rels", (xml) -> {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("Relationship")) {
                    String type = xml.getAttributeValue(null, "Type");
                    String target = xml.getAttributeValue(null, "Target");
                    if (type != null && target != null && type.endsWith(RELATION)) {
                        found[0] = target.startsWith("/") ? target.substring(1) : target;
                    }
                }
            }
        });
        return found[0];
    }

    /** Reads a part; false where the file has none of that name. */
    private static boolean each(ZipFile zip, String name, Reader reader) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return false;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try (InputStream content = new Limited(zip.getInputStream(entry))) {
            XMLStreamReader xml = factory.createXMLStreamReader(content);
            try {
                reader.read(xml);
            }
            finally {
                xml.close();
            }
        }
        return true;
    }

    /** Something that reads one part. */
    @FunctionalInterface
    interface Reader {

        void read(XMLStreamReader xml) throws XMLStreamException;

    }

    /** Ends with an error where a part unpacks to more than anybody writes. */
    private static final class Limited extends FilterInputStream {

        private long left = LARGEST_PART;

        private Limited(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count((next >= 0) ? 1 : 0);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            this.left -= read;
            if (this.left < 0) {
                throw new IOException("part too large");
            }
        }

    }

}
