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
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.SheetBook;
import org.sanxing.document.SheetTable;
import org.sanxing.document.UnreadableWord;
import org.sanxing.document.WordText;
import org.xml.sax.Attributes;

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

    /** The end of the content type of a slide. */
    private static final String SLIDE = "presentationml.slide+xml";

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
        return withFile(attachment, (file) -> attachment.mediaType().equals(FileType.XLSX.mediaType()) ? cells(file)
                : attachment.mediaType().equals(FileType.DOCX.mediaType()) ? words(file) : slides(file));
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

    /** What Word would show. */
    static @Nullable List<String> words(Path file) {
        Lines lines = new Lines();
        try {
            new WordText().read(file).parts().stream().flatMap((part) -> part.whole().lines()).forEach(lines::add);
            return lines.all;
        }
        catch (UnreadableWord unreadable) {
            return null;
        }
    }

    /** What PowerPoint would show, slides in the order of their names. */
    static List<String> slides(Path file) throws IOException {
        Lines lines = new Lines();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            OfficeXml.ContentTypes types = new OfficeXml.ContentTypes();
            try (InputStream in = zip.getInputStream(zip.getEntry("[Content_Types].xml"))) {
                types.read(in);
            }
            List<? extends ZipEntry> parts = zip.stream()
                .filter((entry) -> types.of(entry.getName().toLowerCase(Locale.ROOT)).endsWith(SLIDE))
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
    static @Nullable List<String> cells(Path file) {
        Lines lines = new Lines();
        try {
            SheetTable.open(file, (book) -> {
                for (SheetBook.Sheet sheet : book.sheets()) {
                    lines.add(sheet.name());
                    book.rows(sheet, (row) -> {
                        lines.add(line(row.own()));
                        return !lines.full();
                    });
                }
            });
            return lines.all;
        }
        catch (InvalidInput unreadable) {
            return lines.all.isEmpty() ? null : lines.all;
        }
    }

    /** Each cell below the one that it stands below. */
    private static String line(Map<Integer, SheetBook.Cell> cells) {
        StringBuilder line = new StringBuilder();
        int columns = 0;
        for (Map.Entry<Integer, SheetBook.Cell> cell : new TreeMap<>(cells).entrySet()) {
            line.append("\t".repeat(cell.getKey() - columns)).append(cell.getValue().text());
            columns = cell.getKey();
        }
        return line.toString();
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

}
