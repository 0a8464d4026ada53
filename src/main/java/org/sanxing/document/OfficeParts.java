package org.sanxing.document;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an Office file, found by relationship, whatever their names and in
 * whichever of the two namespaces; each is read as a stream. The file was checked for
 * what it may not contain.
 */
public final class OfficeParts implements Closeable {

    /** Far beyond any real document; a part is not read further. */
    private static final long LARGEST_PART = 64L * 1024 * 1024;

    private static final String MAIN = "officeDocument";

    private final ZipFile zip;

    /** Names of parts do not tell capitals from small letters. */
    private final Map<String, ZipEntry> entries = new HashMap<>();

    public OfficeParts(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
        this.zip.stream().forEach((entry) -> this.entries.putIfAbsent(key(entry.getName()), entry));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * @return name of the part with which the file begins; null where it has none
     */
    public @Nullable String main() throws IOException, XMLStreamException {
        return related("").of(MAIN);
    }

    /**
     * @param part empty for the file itself
     */
    public Related related(String part) throws IOException, XMLStreamException {
        String folder = part.substring(0, part.lastIndexOf('/') + 1);
        Related related = new Related(new HashMap<>(), new LinkedHashMap<>());
        read(folder + "_rels/" + part.substring(folder.length()) + ".rels", (xml) -> {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("Relationship")) {
                    String type = String.valueOf(WordXml.attribute(xml, "Type"));
                    String target = resolved(folder, String.valueOf(WordXml.attribute(xml, "Target")));
                    related.byKind().putIfAbsent(type.substring(type.lastIndexOf('/') + 1), target);
                    related.byId().putIfAbsent(String.valueOf(WordXml.attribute(xml, "Id")), target);
                }
            }
        });
        return related;
    }

    private static String resolved(String folder, String target) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (target.startsWith("/") ? target : folder + target).split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            }
            else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    /**
     * @param part null for one that the file does not have
     * @return false where the file does not have it
     */
    public boolean read(@Nullable String part, Reader reader) throws IOException, XMLStreamException {
        ZipEntry entry = (part != null) ? this.entries.get(key(part)) : null;
        if (entry == null) {
            return false;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try (InputStream content = new Limited(this.zip.getInputStream(entry))) {
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

    /** Past the end of the element that has just begun, and everything in it. */
    public static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0;) {
            int event = xml.next();
            depth += (event == XMLStreamReader.START_ELEMENT) ? 1 : (event == XMLStreamReader.END_ELEMENT) ? -1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        this.zip.close();
    }

    /** Something that reads one part. */
    @FunctionalInterface
    public interface Reader {

        void read(XMLStreamReader xml) throws XMLStreamException;

    }

    /**
     * Names of the parts that a part refers to.
     *
     * @param byKind the last word of the relationship's type, {@code styles}
     */
    public record Related(Map<String, String> byKind, Map<String, String> byId) {

        public @Nullable String of(String kind) {
            return this.byKind.get(kind);
        }

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
