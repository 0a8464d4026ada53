package org.sanxing.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The folder with what must not lie in the database; only its owner may look in. */
@Component
public class KeyFolder {

    private final Path folder;

    @Autowired
    KeyFolder(OrganSettings settings) {
        this(settings.keys(), settings.data());
    }

    /**
     * @param folder where it is empty, {@code keys} below the data. Several nodes need
     * the same
     */
    public KeyFolder(String folder, String data) {
        this.folder = Texts.isBlank(folder) ? Path.of(data, "keys") : Path.of(folder);
    }

    public Path file(String name) {
        return this.folder.resolve(name);
    }

    /** The names of what lies there. */
    public List<String> names() {
        if (!Files.isDirectory(this.folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(this.folder)) {
            return files.map((file) -> file.getFileName().toString()).sorted().toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Whoever made a key by a command, as another user, is told so. */
    public String read(String name) {
        try {
            return Files.readString(file(name));
        }
        catch (IOException ex) {
            throw new CannotStart("The key cannot be read: " + file(name),
                    "Give it to the user that runs the application.", ex);
        }
    }

    /**
     * Writes a file unless another one was first, which may be another node at the same
     * moment: it gets its name once it is whole and on the disk.
     */
    public void make(String name, String content) {
        OwnerOnly.folder(this.folder);
        try {
            Path begun = Files.createTempFile(this.folder, name, ".new", OwnerOnly.to("rw-------"));
            try (FileChannel channel = FileChannel.open(begun, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
                link(begun, file(name));
            }
            finally {
                Files.deleteIfExists(begun);
            }
        }
        catch (FileAlreadyExistsException ex) {
            // Another one was first.
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void link(Path begun, Path file) throws IOException {
        try {
            Files.createLink(file, begun);
        }
        catch (UnsupportedOperationException ex) {
            Files.move(begun, file);
        }
    }

}
