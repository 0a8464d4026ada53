package org.sanxing.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

import org.sanxing.common.KeyFolder;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Where checkpoints are published beside the database: one line each, only added. */
@Component
class CheckpointFile {

    private static final String NAME = "checkpoints.txt";

    private static final int LONGEST_LINE = 1000;

    private final Path file;

    /**
     * @param file where it is empty, beside the keys
     */
    @Autowired
    CheckpointFile(CheckpointSettings settings, KeyFolder keys) {
        this(settings.checkpoints(), keys);
    }

    CheckpointFile(String file, KeyFolder keys) {
        this.file = Texts.isBlank(file) ? keys.file(NAME) : Path.of(file);
    }

    Path path() {
        return this.file;
    }

    boolean exists() {
        return Files.exists(this.file);
    }

    /** Empty where there is none, or where it is none. */
    Optional<Checkpoint> last() {
        if (!exists()) {
            return Optional.empty();
        }
        try (RandomAccessFile read = new RandomAccessFile(this.file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LONGEST_LINE, read.length())];
            read.seek(read.length() - end.length);
            read.readFully(end);
            return new String(end, StandardCharsets.UTF_8).lines()
                .reduce((first, second) -> second)
                .flatMap(Checkpoint::read);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    void append(Checkpoint checkpoint) {
        try {
            if (this.file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(this.file.toAbsolutePath().getParent());
            }
            try (FileChannel out = FileChannel.open(this.file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(ByteBuffer.wrap((checkpoint.line() + "\n").getBytes(StandardCharsets.UTF_8)));
                out.force(false);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException("The checkpoint cannot be added to " + this.file, ex);
        }
    }

    /** To be closed. */
    Stream<String> lines() {
        try {
            return exists() ? Files.lines(this.file) : Stream.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
