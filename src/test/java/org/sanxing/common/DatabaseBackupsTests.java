package org.sanxing.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseBackupsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    Path folder;

    private HikariDataSource pool;

    private DatabaseFile file;

    private DatabaseGate database;

    @BeforeEach
    void open() {
        this.pool = new HikariDataSource();
        this.pool.setJdbcUrl(url());
        this.file = new DatabaseFile(this.pool, Duration.ofMillis(10));
        this.database = new DatabaseGate(this.pool, 10, 10_000, new DiskRoom(this.folder, 0), this.file);
        JdbcClient.create(this.database).sql("create table t (n int primary key, text varchar)").update();
    }

    @AfterEach
    void close() {
        this.file.destroy();
        this.pool.close();
    }

    @Test
    void hasAllThatWasAcknowledgedWhilePeopleWork() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicBoolean end = new AtomicBoolean();
        Thread people = new Thread(() -> {
            JdbcClient jdbc = JdbcClient.create(this.database);
            while (!end.get()) {
                int next = acknowledged.get() + 1;
                jdbc.sql("insert into t values (?, ?)").params(next, "文".repeat(300)).update();
                jdbc.sql("update t set text = ? where n = ?").params("字".repeat(400), (next + 1) / 2).update();
                acknowledged.set(next);
                if (next % 20 == 0) {
                    this.file.tidy();
                }
            }
        });
        people.start();
        try {
            for (int day = 1; day <= 4; day++) {
                int enough = day * 300;
                while (acknowledged.get() < enough && people.isAlive()) {
                    Thread.onSpinWait();
                }
                int before = acknowledged.get();
                backups(3, null, "2026-12-0" + day + "T01:05:00Z").whenDue();
                assertThat(rows(this.folder.resolve("backups/sanxing-2026-12-0" + day + ".zip"), "restored" + day))
                    .isGreaterThanOrEqualTo(before);
            }
        }
        finally {
            end.set(true);
            people.join();
        }
        assertThat(names(this.folder.resolve("backups"))).as("the last three")
            .containsExactly("sanxing-2026-12-02.zip", "sanxing-2026-12-03.zip", "sanxing-2026-12-04.zip");
    }

    @Test
    void isMadeOnceADayFromItsHour() throws Exception {
        backups(7, null, "2026-11-29T16:59:00Z").whenDue();
        assertThat(this.folder.resolve("backups")).as("it is 0:59 there").doesNotExist();
        backups(7, null, "2026-11-29T17:00:00Z").whenDue();
        Path made = this.folder.resolve("backups/sanxing-2026-11-30.zip");
        byte[] first = Files.readAllBytes(made);
        JdbcClient.create(this.database).sql("insert into t values (1, 'x')").update();
        backups(7, null, "2026-11-30T10:00:00Z").whenDue();
        assertThat(Files.readAllBytes(made)).isEqualTo(first);
        if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rw-------");
        }
    }

    @Test
    void isNotMadeWhereNoneIsKept() {
        backups(0, null, "2026-11-30T10:00:00Z").whenDue();
        assertThat(this.folder.resolve("backups")).doesNotExist();
    }

    @Test
    void saysThatItFailedUntilItIsMade() throws Exception {
        Path elsewhere = this.folder.resolve("elsewhere");
        Files.writeString(elsewhere, "no folder");
        DatabaseBackups backups = backups(7, elsewhere, "2026-11-30T10:00:00Z");
        backups.whenDue();
        assertThat(backups.failure()).hasValueSatisfying((failure) -> {
            assertThat(failure.folder()).isEqualTo(elsewhere.toString());
            assertThat(failure.since()).isEqualTo("2026-11-30T10:00:00Z");
            assertThat(failure.reason()).contains("elsewhere");
        });
        Files.delete(elsewhere);
        backups.whenDue();
        assertThat(backups.failure()).isEmpty();
        assertThat(names(elsewhere)).containsExactly("sanxing-2026-11-30.zip");
    }

    private String url() {
        return "jdbc:h2:file:" + this.folder.resolve("sanxing") + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    private DatabaseBackups backups(int keep, @Nullable Path to, String now) {
        return new DatabaseBackups(this.file, new BackupSettings(keep, (to != null) ? to.toString() : "", 1), ZONE,
                Clock.fixed(Instant.parse(now), ZONE), url());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            return there.map((path) -> path.getFileName().toString()).sorted().toList();
        }
    }

    private int rows(Path zip, String name) throws Exception {
        Path restored = Files.createDirectory(this.folder.resolve(name));
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            ZipEntry entry = entries.getNextEntry();
            assertThat(entry.getName()).isEqualTo("sanxing.mv.db");
            Files.copy(entries, restored.resolve(entry.getName()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + restored.resolve("sanxing"));
                Statement statement = connection.createStatement()) {
            statement.execute("script to '" + restored.resolve("all.sql") + "'");
            try (ResultSet found = statement.executeQuery("select count(*), max(n) from t")) {
                found.next();
                assertThat(found.getInt(1)).isEqualTo(found.getInt(2));
                return found.getInt(1);
            }
        }
    }

}
