package org.sanxing.common;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * One copy of an H2 file a day, made while people work, the last few kept (ADR 117). With
 * any other database, or where none are kept, there are none.
 */
@Component
public class DatabaseBackups {

    private static final Logger log = LoggerFactory.getLogger(DatabaseBackups.class);

    private static final Pattern NAME = Pattern.compile("sanxing-\\d{4}-\\d{2}-\\d{2}\\.zip");

    /** To be left on the disk, in bytes. */
    private static final long SPARE = 64L << 20;

    private final DatabaseFile database;

    private final BackupSettings settings;

    private final ZoneId zone;

    private final Clock clock;

    private final @Nullable Path file;

    private volatile @Nullable Failure failure;

    DatabaseBackups(DatabaseFile database, BackupSettings settings, ZoneId zone, Clock clock,
            @Value("${spring.datasource.url:}") String url) {
        this.database = database;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.file = (settings.keep() > 0) ? DatabaseStart.path(url) : null;
    }

    /** That of today could not be made; it is tried again every few minutes. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(this.failure);
    }

    @Scheduled(fixedDelayString = "${sanxing.checks.delay:PT5M}", initialDelayString = "${sanxing.checks.delay:PT5M}")
    void whenDue() {
        ZonedDateTime now = this.clock.instant().atZone(this.zone);
        if (this.file == null || now.getHour() < this.settings.hour()) {
            return;
        }
        Failure before = this.failure;
        Path folder = Texts.isBlank(this.settings.folder()) ? this.file.resolveSibling("backups")
                : Path.of(this.settings.folder()).toAbsolutePath();
        try {
            make(this.file, folder, now.toLocalDate());
            this.failure = null;
        }
        catch (IOException | RuntimeException ex) {
            String reason = ex.toString();
            if (before == null || !before.reason().equals(reason)) {
                log.warn("The database could not be copied to {}", folder, ex);
                this.failure = new Failure(folder.toString(), (before != null) ? before.since() : now.toInstant(),
                        reason);
            }
        }
    }

    private void make(Path file, Path folder, LocalDate today) throws IOException {
        Path made = folder.resolve("sanxing-" + today + ".zip");
        if (Files.exists(made)) {
            return;
        }
        OwnerOnly.folder(folder);
        // It may be that nothing in it can be made smaller.
        FileStore disk = Files.getFileStore(folder);
        if (disk.getUsableSpace() < Files.size(file) + SPARE) {
            throw new IOException(
                    "%d MB left, %d MB needed".formatted(disk.getUsableSpace() >> 20, Files.size(file) + SPARE >> 20));
        }
        Path begun = folder.resolve("sanxing.new");
        Files.deleteIfExists(begun);
        // Its owner's alone before anything is in it.
        Files.createFile(begun, OwnerOnly.to("rw-------"));
        this.database.copyTo(begun);
        Files.move(begun, made, StandardCopyOption.ATOMIC_MOVE);
        log.info("The database was copied to {} ({} MB)", made, Files.size(made) >> 20);
        for (Path old : made(folder).stream().skip(this.settings.keep()).toList()) {
            Files.delete(old);
        }
    }

    /** The newest first. */
    private static List<Path> made(Path folder) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            return there.filter((path) -> NAME.matcher(path.getFileName().toString()).matches())
                .sorted(Comparator.reverseOrder())
                .toList();
        }
    }

    /**
     * @param reason as the system says it
     */
    public record Failure(String folder, Instant since, String reason) {

    }

}
