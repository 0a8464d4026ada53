package org.sanxing.attachment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds out what a file is by looking into it, and refuses what must not be passed on.
 * Works on the file where it lies, in bounded memory, whatever the file claims of itself.
 * <p>
 * Refused, each with an error code of its own: {@code file-empty}, {@code file-type},
 * {@code file-text}, {@code file-old-office}, {@code file-encrypted},
 * {@code file-disguised}, {@code file-broken}, {@code file-bomb}, {@code file-macro},
 * {@code file-external}, {@code file-embedded}, {@code file-doctype},
 * {@code file-active}, {@code file-pixels}. The arguments are the safe name and, for
 * {@code file-disguised}, what it is.
 */
@Component
public class FileCheck {

    private static final byte[] ZIP = { 'P', 'K', 3, 4 };

    private static final byte[] EMPTY_ZIP = { 'P', 'K', 5, 6 };

    private static final byte[] OLE2 = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0 };

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] JPG = { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF };

    private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

    /** How Office names the stream that holds an encrypted document. */
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    /** Where a zip archive without a comment has its end. */
    private static final int ZIP_END = 22;

    /**
     * Checks a file.
     * @param file that was received, anywhere on disk
     * @param claimedName as the sender calls it; not trusted
     * @param field name of the field it came in, for the error
     * @throws org.sanxing.common.InvalidInput with one error for the field
     */
    public CheckedFile check(Path file, @Nullable String claimedName, String field) {
        Suspect suspect = new Suspect(field, SafeName.of(claimedName));
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long size = content.length();
            if (size == 0) {
                throw suspect.refused("file-empty");
            }
            Bytes bytes = new Bytes(content);
            FileType type;
            long unpacked = size;
            if (bytes.startsWith(ZIP) || bytes.startsWith(EMPTY_ZIP)) {
                OfficeCheck.Result office = new OfficeCheck(suspect).check(file, bytes);
                type = office.type();
                unpacked = office.unpacked();
            }
            else if (bytes.startsWith(PDF)) {
                new PdfCheck(suspect, bytes).check();
                type = FileType.PDF;
            }
            else if (bytes.startsWith(JPG)) {
                new ImageCheck(suspect, bytes).checkJpg();
                type = FileType.JPG;
            }
            else if (bytes.startsWith(PNG)) {
                new ImageCheck(suspect, bytes).checkPng();
                type = FileType.PNG;
            }
            else if (bytes.startsWith(OLE2)) {
                throw suspect.refused((bytes.indexOf(ENCRYPTED, 0) >= 0) ? "file-encrypted" : "file-old-office");
            }
            else {
                throw suspect.refused(isTextNamedOffice(suspect.name(), bytes) ? "file-text" : "file-type");
            }
            if (!type.name().endsWith("X") && endsAsZip(bytes)) {
                // Two files in one: what one program shows, another unpacks.
                throw suspect.refused("file-broken");
            }
            if (!type.extensions().contains(SafeName.extension(suspect.name()).toLowerCase(Locale.ROOT))) {
                throw suspect.refused("file-disguised", type.extension());
            }
            return new CheckedFile(type, suspect.name(), size, unpacked);
        }
        catch (IOException ex) {
            if (!Files.isReadable(file)) {
                throw new UncheckedIOException(ex);
            }
            // Reading from disk does not fail; what is in it does not hold together.
            throw suspect.refused("file-broken");
        }
    }

    /**
     * What other systems export: a web page or a list with commas, named as a workbook.
     */
    private static boolean isTextNamedOffice(String name, Bytes bytes) throws IOException {
        byte[] beginning = bytes.read(0, (int) Math.min(bytes.length(), 1_000));
        return SafeName.extension(name).toLowerCase(Locale.ROOT).endsWith("x")
                && IntStream.range(0, beginning.length).allMatch((i) -> beginning[i] < 0 || beginning[i] >= '\t');
    }

    private static boolean endsAsZip(Bytes bytes) throws IOException {
        long end = bytes.length() - ZIP_END;
        if (end < 0) {
            return false;
        }
        // A comment may follow the end of an archive; hidden in one, it is as good.
        byte[] tail = bytes.read(Math.max(0, end - 0xFFFF), (int) Math.min(bytes.length(), 0xFFFFL + ZIP_END));
        for (int i = 0; i + ZIP_END <= tail.length; i++) {
            if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6
                    && i + ZIP_END + (tail[i + 20] & 0xFF) + ((tail[i + 21] & 0xFF) << 8) == tail.length) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** Whether a part within an Office file is a program or a document of its own. */
    static boolean isForeign(byte[] beginning) {
        return startsWith(beginning, OLE2) || startsWith(beginning, new byte[] { 'M', 'Z' })
                || startsWith(beginning, new byte[] { 0x7F, 'E', 'L', 'F' });
    }

    static boolean isZip(byte[] beginning) {
        return startsWith(beginning, ZIP);
    }

}
