package org.sanxing.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;

/**
 * Looks through an Office file (a zip archive of XML parts) as Office itself would read
 * it. Each part is unpacked once, as a stream, and counted while it is.
 */
final class OfficeCheck {

    /** Large presentations have some thousand parts. */
    static final int MOST_PARTS = 5_000;

    /** Bytes of all parts together; a full worksheet is a hundred million. */
    static final long MOST_UNPACKED = 200L * 1024 * 1024;

    /** A part below this may be packed as tightly as it likes. */
    private static final long SMALL_PART = 8L * 1024 * 1024;

    /** Real worksheets come to sixty or so. */
    private static final long HIGHEST_RATIO = 150;

    private static final int LONGEST_DIRECTORY = 2 * 1024 * 1024;

    private static final int LONGEST_PART_NAME = 500;

    private static final int BUFFER = 16 * 1024;

    private static final int BEGINNING = 8;

    private static final String TYPES = "[Content_Types].xml";

    private static final String ROOT_RELATIONSHIPS = "_rels/.rels";

    private static final Map<String, FileType> MAIN = Map.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileType.DOCX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileType.XLSX,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", FileType.PPTX);

    private final Suspect suspect;

    private final boolean nested;

    private long unpacked;

    OfficeCheck(Suspect suspect) {
        this(suspect, 0, false);
    }

    private OfficeCheck(Suspect suspect, long unpacked, boolean nested) {
        this.suspect = suspect;
        this.unpacked = unpacked;
        this.nested = nested;
    }

    Result check(Path file, Bytes bytes) throws IOException {
        checkDirectory(bytes);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, ZipEntry> parts = parts(zip);
            ZipEntry typesPart = parts.get(TYPES.toLowerCase(Locale.ROOT));
            if (typesPart == null) {
                // An archive like any other.
                throw this.suspect.refused("file-type");
            }
            OfficeXml.ContentTypes types = new OfficeXml.ContentTypes();
            read(zip, typesPart, types);
            types.declared().forEach(this::checkType);
            OfficeXml.Relationships root = relationships(zip, parts.get(ROOT_RELATIONSHIPS));
            String main = root.single("officedocument");
            FileType type = (main != null) ? MAIN.get(types.of(main)) : null;
            if (main == null || !parts.containsKey(main)) {
                throw this.suspect.refused("file-broken");
            }
            if (type == null) {
                throw this.suspect.refused("file-type");
            }
            Set<String> chartBooks = new HashSet<>();
            Map<String, ZipEntry> embedded = new LinkedHashMap<>();
            for (Map.Entry<String, ZipEntry> part : parts.entrySet()) {
                checkPart(zip, part.getKey(), part.getValue(), types.of(part.getKey()), chartBooks, embedded);
            }
            for (Map.Entry<String, ZipEntry> book : embedded.entrySet()) {
                checkBook(zip, book.getKey(), book.getValue(), chartBooks);
            }
            return new Result(type, this.unpacked);
        }
        catch (ZipException | IllegalArgumentException ex) {
            // The latter for names that are no text.
            throw this.suspect.refused("file-broken");
        }
    }

    /** Before anything is read into memory: how much that would be. */
    private void checkDirectory(Bytes bytes) throws IOException {
        long end = bytes.length() - 22;
        if (end < 0 || bytes.littleInt32(end) != 0x06054b50L || bytes.littleInt16(end + 20) != 0) {
            // Cut off, or followed by something else.
            throw this.suspect.refused("file-broken");
        }
        long entries = bytes.littleInt16(end + 10);
        long length = bytes.littleInt32(end + 12);
        long start = bytes.littleInt32(end + 16);
        if (entries > MOST_PARTS || length > LONGEST_DIRECTORY) {
            throw this.suspect.refused("file-bomb");
        }
        boolean adjoining = start + length == end || start + length + 76 == end;
        if (!adjoining || (entries > 0 && bytes.littleInt32(start) != 0x02014b50L)) {
            throw this.suspect.refused("file-broken");
        }
    }

    private Map<String, ZipEntry> parts(ZipFile zip) {
        if (zip.size() > MOST_PARTS) {
            throw this.suspect.refused("file-bomb");
        }
        Map<String, ZipEntry> parts = new LinkedHashMap<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (unsafe(name)) {
                throw this.suspect.refused("file-broken");
            }
            if (entry.isDirectory()) {
                continue;
            }
            if (entry.getSize() > MOST_UNPACKED) {
                throw this.suspect.refused("file-bomb");
            }
            // Names of parts are alike in either case; of two, programs take either.
            if (parts.put(name.toLowerCase(Locale.ROOT), entry) != null) {
                throw this.suspect.refused("file-broken");
            }
        }
        return parts;
    }

    private static boolean unsafe(String name) {
        return name.isEmpty() || name.length() > LONGEST_PART_NAME || name.startsWith("/") || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0 || name.chars().anyMatch(Character::isISOControl)
                || Stream.of(name.split("/", -1)).anyMatch(Set.of("..", ".")::contains);
    }

    private void checkType(String type) {
        if (type.contains("macroenabled") || type.contains("vbaproject") || type.contains("vbadata")
                || type.contains("macrosheet") || type.contains("dialogsheet")
                || type.contains("keymapcustomizations")) {
            throw this.suspect.refused("file-macro");
        }
        if (type.contains("oleobject") || type.contains("activex")) {
            throw this.suspect.refused("file-embedded");
        }
        if (type.contains("externallink") || type.endsWith(".connections+xml") || type.contains("querytable")) {
            throw this.suspect.refused("file-external");
        }
    }

    private void checkPart(ZipFile zip, String name, ZipEntry entry, String type, Set<String> chartBooks,
            Map<String, ZipEntry> embedded) throws IOException {
        if (name.endsWith("/vbaproject.bin") || name.equals("vbaproject.bin")) {
            throw this.suspect.refused("file-macro");
        }
        byte[] beginning;
        try (InputStream content = zip.getInputStream(entry)) {
            beginning = content.readNBytes(BEGINNING);
        }
        if (FileCheck.isForeign(beginning)) {
            throw this.suspect.refused("file-embedded");
        }
        if (FileCheck.isZip(beginning)) {
            embedded.put(name, entry);
            return;
        }
        if (name.endsWith(".rels")) {
            OfficeXml.Relationships relationships = relationships(zip, entry);
            if (name.matches(".*/charts(ex)?/_rels/[^/]*")) {
                chartBooks.addAll(relationships.targets("package", name));
            }
        }
        else if (name.endsWith(".xml") || name.endsWith(".vml") || type.endsWith("xml")
                || type.endsWith("vmldrawing")) {
            read(zip, entry, new OfficeXml.Body());
        }
        else {
            try (Counted content = new Counted(zip, entry)) {
                content.transferTo(OutputStream.nullOutputStream());
                content.checkSum();
            }
        }
    }

    /** The workbook behind a chart is an Office file of its own, and checked as one. */
    private void checkBook(ZipFile zip, String name, ZipEntry entry, Set<String> chartBooks) throws IOException {
        if (this.nested || !chartBooks.contains(name)) {
            throw this.suspect.refused("file-embedded");
        }
        Path copy = Files.createTempFile("sanxing-part", null);
        try {
            try (Counted content = new Counted(zip, entry); var out = Files.newOutputStream(copy)) {
                content.transferTo(out);
            }
            try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "r")) {
                Result book = new OfficeCheck(this.suspect, this.unpacked, true).check(copy, new Bytes(file));
                if (book.type() != FileType.XLSX) {
                    throw this.suspect.refused("file-embedded");
                }
                this.unpacked = book.unpacked();
            }
        }
        finally {
            Files.deleteIfExists(copy);
        }
    }

    private OfficeXml.Relationships relationships(ZipFile zip, @Nullable ZipEntry entry) throws IOException {
        if (entry == null) {
            throw this.suspect.refused("file-broken");
        }
        OfficeXml.Relationships relationships = new OfficeXml.Relationships();
        read(zip, entry, relationships);
        return relationships;
    }

    private void read(ZipFile zip, ZipEntry entry, OfficeXml reader) throws IOException {
        try (Counted content = new Counted(zip, entry)) {
            String refusal = reader.read(content);
            if (refusal != null) {
                throw this.suspect.refused(refusal);
            }
            content.transferTo(OutputStream.nullOutputStream());
            content.checkSum();
        }
    }

    /**
     * @param unpacked bytes of all parts, those of a chart's workbook included
     */
    record Result(FileType type, long unpacked) {

    }

    /** Stops a part that unpacks to more than a part or a file may. */
    private final class Counted extends CheckedInputStream {

        private final ZipEntry entry;

        private long count;

        Counted(ZipFile zip, ZipEntry entry) throws IOException {
            super(new BufferedInputStream(zip.getInputStream(entry), BUFFER), new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count((one >= 0) ? 1 : 0);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            this.count += read;
            OfficeCheck.this.unpacked += read;
            boolean tooTight = this.count > SMALL_PART
                    && this.count > HIGHEST_RATIO * Math.max(1, this.entry.getCompressedSize());
            if (tooTight || OfficeCheck.this.unpacked > MOST_UNPACKED) {
                throw OfficeCheck.this.suspect.refused("file-bomb");
            }
        }

        void checkSum() {
            if (getChecksum().getValue() != this.entry.getCrc()) {
                throw OfficeCheck.this.suspect.refused("file-broken");
            }
        }

    }

}
