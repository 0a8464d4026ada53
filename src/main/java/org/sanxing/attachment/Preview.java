package org.sanxing.attachment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

import org.springframework.stereotype.Component;

/**
 * A look at a file without the program that it was made with: a small picture of a
 * picture, and what an Office file says as text. All files were checked when they came.
 */
@Component
class Preview {

    /** Longer side of a small picture, in pixels. */
    private static final int EDGE = 240;

    private static final int MOST_LINES = 1_000;

    private static final int LONGEST_LINE = 2_000;

    /** Ends of the content types of those parts that hold a text. */
    private static final List<String> BODIES = List.of("wordprocessingml.document.main+xml",
            "presentationml.slide+xml");

    private final AttachmentContents contents;

    Preview(AttachmentContents contents) {
        this.contents = contents;
    }

    /**
     * @throws IOException where it cannot be read, as some that are meant for printing
     */
    byte[] thumbnail(Attachment attachment) throws IOException {
        return withFile(attachment, Preview::small);
    }

    /**
     * Line by line, the cells of a row with tabs between them; null where it cannot be
     * read.
     */
    @Nullable List<String> text(Attachment attachment) throws IOException {
        return withFile(attachment,
                (file) -> attachment.mediaType().equals(FileType.XLSX.mediaType()) ? cells(file) : words(file));
    }

    private <T extends @Nullable Object> T withFile(Attachment attachment, Look<T> look) throws IOException {
        Path file = Files.createTempFile("preview", null);
        try {
            try (var out = Files.newOutputStream(file)) {
                this.contents.write(attachment.sha256(), attachment.size(), out);
            }
            return look.at(file);
        }
        finally {
            Files.delete(file);
        }
    }

    /** Takes every so manieth pixel: a large picture is never whole in memory. */
    static byte[] small(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in, true, true);
                int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / EDGE);
                ImageReadParam how = reader.getDefaultReadParam();
                how.setSourceSubsampling(step, step, 0, 0);
                BufferedImage read = reader.read(0, how);
                BufferedImage small = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
                Graphics2D canvas = small.createGraphics();
                canvas.drawImage(read, 0, 0, Color.WHITE, null);
                canvas.dispose();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ImageIO.write(small, "jpeg", out);
                return out.toByteArray();
            }
            finally {
                reader.dispose();
            }
        }
    }

    /** What Word or PowerPoint would show, parts in the order of their names. */
    static @Nullable List<String> words(Path file) throws IOException {
        Lines lines = new Lines();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            OfficeXml.ContentTypes types = new OfficeXml.ContentTypes();
            try (InputStream in = zip.getInputStream(zip.getEntry("[Content_Types].xml"))) {
                types.read(in);
            }
            List<? extends ZipEntry> parts = zip.stream()
                .filter((entry) -> BODIES.stream()
                    .anyMatch((body) -> types.of(entry.getName().toLowerCase(Locale.ROOT)).endsWith(body)))
                .sorted((one, other) -> Integer.compare(number(one), number(other)))
                .toList();
            for (ZipEntry part : parts) {
                try (InputStream in = zip.getInputStream(part)) {
                    new Body(lines).read(in);
                }
            }
        }
        return lines.all;
    }

    private static int number(ZipEntry part) {
        String digits = part.getName().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits.substring(0, Math.min(6, digits.length())));
    }

    /** What Excel would show, sheet by sheet. */
    static @Nullable List<String> cells(Path file) throws IOException {
        Lines lines = new Lines();
        try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(workbook);
            ReadOnlySharedStringsTable texts = new ReadOnlySharedStringsTable(workbook);
            XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
            while (sheets.hasNext() && !lines.full()) {
                try (InputStream sheet = sheets.next()) {
                    lines.add(sheets.getSheetName());
                    XMLReader xml = XMLHelper.newXMLReader();
                    xml.setContentHandler(
                            new XSSFSheetXMLHandler(reader.getStylesTable(), texts, new Rows(lines), false));
                    xml.parse(new InputSource(sheet));
                }
            }
            return lines.all;
        }
        catch (OpenXML4JException | SAXException | ParserConfigurationException | RuntimeException unreadable) {
            return lines.all.isEmpty() ? null : lines.all;
        }
    }

    @FunctionalInterface
    private interface Look<T extends @Nullable Object> {

        T at(Path file) throws IOException;

    }

    /** As many as a page can show. */
    private static final class Lines {

        private final List<String> all = new ArrayList<>();

        private void add(String line) {
            if (!full() && !Texts.isBlank(line)) {
                this.all.add((line.length() > LONGEST_LINE) ? line.substring(0, LONGEST_LINE) + "…" : line);
            }
        }

        private boolean full() {
            return this.all.size() >= MOST_LINES;
        }

    }

    /** The paragraphs of a text; cells of a table stand in one line. */
    private static final class Body extends OfficeXml {

        private final Lines lines;

        private final StringBuilder line = new StringBuilder();

        private boolean inText;

        private int cells;

        private Body(Lines lines) {
            this.lines = lines;
        }

        @Override
        void begin(String name, Attributes attributes) {
            this.inText = name.equals("t");
            switch (name) {
                case "tab", "br" -> this.line.append(' ');
                case "tc" -> this.cells++;
                default -> {
                }
            }
        }

        @Override
        void end(String name) {
            this.inText = false;
            switch (name) {
                case "tc" -> {
                    this.cells--;
                    this.line.append('\t');
                }
                case "p" -> {
                    if (this.cells == 0) {
                        finish();
                    }
                }
                case "tr" -> finish();
                default -> {
                }
            }
        }

        private void finish() {
            this.lines.add(this.line.toString());
            this.line.setLength(0);
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (this.inText && this.line.length() <= LONGEST_LINE) {
                this.line.append(text, start, length);
            }
        }

    }

    /** The rows of a sheet. */
    private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {

        private final Lines lines;

        private final List<String> row = new ArrayList<>();

        private Rows(Lines lines) {
            this.lines = lines;
        }

        @Override
        public void startRow(int number) {
            this.row.clear();
        }

        @Override
        public void endRow(int number) {
            this.lines.add(String.join("\t", this.row));
        }

        @Override
        public void cell(String reference, @Nullable String shown, @Nullable XSSFComment comment) {
            this.row.add((shown != null) ? shown : "");
        }

    }

}
