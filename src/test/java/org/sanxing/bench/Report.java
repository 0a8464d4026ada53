package org.sanxing.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/** A table for {@code src/docs/benchmarks.md}, printed as it grows. */
final class Report {

    private final Path file;

    Report(String name, String... columns) throws IOException {
        this.file = Files.createDirectories(Path.of("target", "bench")).resolve(name + ".md");
        Files.deleteIfExists(this.file);
        line("%s, %d processors, %s, JDK %s%n".formatted(LocalDate.now(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"), Runtime.version()));
        row((Object[]) columns);
        line("| --- ".repeat(columns.length) + "|");
    }

    void row(Object... cells) throws IOException {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append((cell instanceof Double number) ? "%.1f".formatted(number) : cell).append(" |");
        }
        line(row.toString());
    }

    private void line(String text) throws IOException {
        System.out.println(text);
        Files.writeString(this.file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

}
