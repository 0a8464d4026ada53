package org.sanxing.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A copy of an H2 file that the application has open, for whoever only reads; it goes
 * when it is closed. Nothing is locked, the application does not notice. What it writes
 * meanwhile is not in the copy, or torn: H2 takes the last state that is whole, as after
 * a power cut.
 */
final class DatabaseCopy implements AutoCloseable {

    static final String URL = "spring.datasource.url";

    static final String FILE = "jdbc:h2:file:";

    private static final String ENDING = ".mv.db";

    private static final String NAME = "sanxing";

    /** Where H2 says which state is the last. */
    private static final long HEADER = 8192;

    /** To be left on the disk. */
    private static final long SPARE = 64L << 20;

    private final Path folder;

    private final Path published;

    private final String url;

    private final Thread atTheLatest = new Thread(this::remove);

    private DatabaseCopy(Path folder, Path published, String url) {
        this.folder = folder;
        this.published = published;
        this.url = url;
        Runtime.getRuntime().addShutdownHook(this.atTheLatest);
    }

    /**
     * @param published the checkpoints in their file: those that are there before are in
     * the database
     * @throws UncheckedIOException where it cannot be copied, as where there is no space
     */
    static DatabaseCopy of(String url, Path published) {
        String[] parts = url.substring(FILE.length()).split(";", 2);
        Path database = Path.of(parts[0].replaceFirst("^~", System.getProperty("user.home")) + ENDING);
        try {
            // For its owner alone.
            Path folder = Files.createTempDirectory("sanxing-verify");
            DatabaseCopy copy = new DatabaseCopy(folder, folder.resolve(published.getFileName()),
                    FILE + folder.resolve(NAME) + ((parts.length > 1) ? ";" + parts[1] : ""));
            try {
                copy.take(database, published);
                return copy;
            }
            catch (IOException ex) {
                copy.close();
                throw ex;
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void take(Path database, Path published) throws IOException {
        long space = Files.getFileStore(this.folder).getUsableSpace();
        if (space < Files.size(database) + SPARE) {
            throw new IOException(new CommandWords("record.command.no-space", this.folder.getParent(), space >> 20,
                    Files.size(database) >> 20)
                .inAll());
        }
        if (Files.exists(published)) {
            Files.copy(published, this.published);
        }
        try (FileChannel from = FileChannel.open(database, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long copied = from.transferTo(0, HEADER, to);
            long size = from.size();
            while (copied < size) {
                copied += from.transferTo(copied, size - copied, to);
            }
        }
    }

    private Path file() {
        return this.folder.resolve(NAME + ENDING);
    }

    /** In MB. */
    long size() {
        try {
            return Files.size(file()) >> 20;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Settings by which the copy is taken for the database. */
    Map<String, Object> instead() {
        return Map.of(URL, this.url, "sanxing.audit.checkpoints", this.published.toString());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(this.atTheLatest);
        remove();
    }

    private void remove() {
        for (Path file : new Path[] { file(), this.published, this.folder }) {
            try {
                Files.deleteIfExists(file);
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

}
