package org.sanxing.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes in a workbook to be read: to disk, and past the checks that any upload passes.
 */
@Component
public class SheetUpload {

    private static final String FIELD = "file";

    private static final long LARGEST = 10L * 1024 * 1024;

    /** Its texts are held in memory while it is read. */
    private static final long UNPACKED = 60L * 1024 * 1024;

    private final FileCheck check;

    SheetUpload(FileCheck check) {
        this.check = check;
    }

    /**
     * @param reader gets the file and its safe name
     * @throws InvalidInput where it is no Excel file, or more than can be read
     */
    public <T> T receive(@Nullable MultipartFile sent, BiFunction<Path, String, T> reader) {
        if (sent == null || sent.isEmpty()) {
            throw new InvalidInput(FIELD, "no-file");
        }
        if (sent.getSize() > LARGEST) {
            throw new InvalidInput(FIELD, "ledger-import-large", LARGEST / 1024 / 1024);
        }
        try {
            Path file = Files.createTempFile("sanxing-import", ".xlsx");
            try {
                sent.transferTo(file);
                CheckedFile checked = this.check.check(file, sent.getOriginalFilename(), FIELD);
                if (checked.type() != FileType.XLSX) {
                    throw new InvalidInput(FIELD, "ledger-import-type");
                }
                if (checked.unpacked() > UNPACKED) {
                    throw new InvalidInput(FIELD, "ledger-import-large", LARGEST / 1024 / 1024);
                }
                return reader.apply(file, checked.name());
            }
            finally {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
