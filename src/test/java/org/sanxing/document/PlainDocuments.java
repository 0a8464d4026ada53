package org.sanxing.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Word files for plain tests. */
public final class PlainDocuments {

    private PlainDocuments() {
    }

    public static OfficialWord writer() {
        return new OfficialWord(Clock.fixed(Instant.parse("2026-11-22T06:05:00Z"), ZoneOffset.UTC));
    }

    public static WordOutline read(byte[] file) throws UnreadableWord {
        try {
            Path kept = Files.createTempFile("word", ".docx");
            try {
                Files.write(kept, file);
                return new WordText().read(kept);
            }
            finally {
                Files.delete(kept);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
