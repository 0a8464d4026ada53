package org.sanxing.common;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a start finds on the disk, and what one that was killed has left there. */
class DatabaseStartTests {

    @TempDir
    Path folder;

    @Test
    void beginsAnewWhereTheFirstStartWasKilled() throws Exception {
        begin();
        // Killed in the middle of its tables.
        sql("create table half (a int)");
        begin();
        assertThat(file()).doesNotExist();
        assertThat(this.folder.resolve("data.unfinished")).exists();
        sql("create table whole (a int)");
        begin().start();
        assertThat(names()).doesNotContain("data.before.zip", "data.unfinished");
    }

    @Test
    void takesBackAMigrationThatWasKilled() throws Exception {
        sql("create table kept (a int)", "insert into kept values (7)");
        UnfinishedStart start = begin();
        assertThatExceptionOfType(FlywayException.class)
            .isThrownBy(() -> migrate(start, "alter table kept add b int; select gone from nowhere;"));
        assertThat(this.folder.resolve("data.before.zip")).isNotEmptyFile();

        UnfinishedStart again = begin();
        assertThat(number("select count(*) from information_schema.columns where table_name = 'KEPT'")).isEqualTo(1);
        assertThat(number("select a from kept")).isEqualTo(7);
        migrate(again, "alter table kept add b int;");
        again.start();
        assertThat(number("select count(*) from information_schema.columns where table_name = 'KEPT'")).isEqualTo(2);
        assertThat(names()).doesNotContain("data.before.zip", "data.unfinished");
        begin();
        assertThat(number("select a from kept")).isEqualTo(7);
    }

    @Test
    void makesNoCopyWhereNothingIsMigrated() throws Exception {
        sql("create table kept (a int)");
        UnfinishedStart start = begin();
        migrate(start, "create table more (a int);");
        start.start();
        migrate(begin(), "create table more (a int);");
        assertThat(names()).doesNotContain("data.before.zip");
    }

    /** As a database may be that was made from a script of one in memory. */
    @Test
    void leavesNothingOpenThatIsToStayOpen() throws Exception {
        sql("create table kept (a int)", "set db_close_delay -1", "shutdown");
        begin();
        sql("insert into kept values (7)", "shutdown");
        begin();
    }

    @Test
    void writesNothingIntoADamagedFile() throws Exception {
        sql("create table kept (a varchar)", "insert into kept select repeat('x', 500) from system_range(1, 3000)");
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(7);
        byte[] body = good.clone();
        for (int i = 8192; i < body.length; i++) {
            body[i] = (byte) random.nextInt();
        }
        byte[] all = new byte[good.length];
        random.nextBytes(all);
        for (byte[] damaged : List.of(body, all, Arrays.copyOf(good, 100), Arrays.copyOf(good, 8192),
                "hello".getBytes(), new byte[0])) {
            // H2 holds on to what it could not open.
            Path place = Files.createTempDirectory(this.folder, "damaged");
            Path file = Files.write(place.resolve("data.mv.db"), damaged);
            assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start("jdbc:h2:file:" + place.resolve("data") + ";WRITE_DELAY=0"))
                .withMessageContaining("damaged")
                .withMessageContaining("data.mv.db");
            assertThat(file).hasBinaryContent(damaged);
        }
        Files.write(file(), good);
        begin();
    }

    @Test
    void saysWhoHasTheData() throws Exception {
        sql("create table kept (a int)");
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatExceptionOfType(CannotStart.class).isThrownBy(this::begin)
                .withMessageContaining("Another process has the data open");
        }
    }

    @Test
    void saysWhichFolderCannotBeMade() throws Exception {
        Path none = Files.createFile(this.folder.resolve("file"));
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> start("jdbc:h2:file:" + none.resolve("x/data")))
            .withMessageContaining("folder");
    }

    @Test
    void saysWhichFolderOrKeyCannotBeUsed() throws IOException {
        Path file = Files.createFile(this.folder.resolve("file"));
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> OwnerOnly.folder(file.resolve("keys")))
            .withMessageContaining("keys");
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> DatabaseStart.temporary(file.resolve("tmp")))
            .withMessageContaining("tmp");
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> DatabaseStart.models(this.folder.toString()))
            .withMessageContaining("no models");
        DatabaseStart.models("");
        Files.createDirectory(this.folder.resolve("forms"));
        DatabaseStart.models(this.folder.toString());
        assertThatExceptionOfType(CannotStart.class)
            .isThrownBy(() -> new KeyFolder("", this.folder.toString()).read("sanxing.key"))
            .withMessageContaining("sanxing.key");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DatabaseStart.port("127.0.0.1", taken.getLocalPort()))
                .withMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        DatabaseStart.port(null, 0);
    }

    @Test
    void saysItInThreeLines() {
        CannotStart failure = CannotStart.readOnly("/data/sanxing.mv.db");
        assertThat(new CannotStartAnalyzer().analyze(new IllegalStateException(failure)).getDescription())
            .isEqualTo("The database can be read and not written: /data/sanxing.mv.db");
        assertThat(CannotStart.of("x", new SQLException("Connection refused", "08001")).getMessage())
            .isEqualTo("The database does not let us in: x (Connection refused)");
    }

    @Test
    void saysWhereAFileOfSettingsIsNone() {
        Throwable failure = catchThrowable(() -> new YamlPropertySourceLoader().load("settings",
                new ByteArrayResource("sanxing:\n  zone: UTC\n base-url: x\n".getBytes())));
        assertThat(new CannotStartAnalyzer().analyze(new IllegalStateException(failure)).getDescription())
            .startsWith("A file of settings is no YAML, line 3, column 2: ")
            .doesNotContain("\n");
        assertThat(new CannotStartAnalyzer().analyze(new InvalidPathException("D:/a?b", "no path")).getDescription())
            .contains("D:/a?b");
    }

    @Test
    void saysWhatCameOverTheDatabaseMeanwhile() {
        CannotStartAnalyzer analyzer = new CannotStartAnalyzer();
        assertThat(analyzer.analyze(new IllegalStateException(new IOException("No space left on device")))
            .getDescription()).contains("too little room");
        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("gone", "57P01"))).getDescription())
            .contains("went away");
        assertThat(analyzer.analyze(new IllegalStateException("something else"))).isNull();
    }

    private static UnfinishedStart start(String url) {
        return DatabaseStart.file(DatabaseStart.path(url), url, "sa", "");
    }

    private UnfinishedStart begin() {
        return start(url());
    }

    private void migrate(UnfinishedStart start, String migration) throws IOException {
        Path scripts = Files.createDirectories(this.folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V1__x.sql"), migration);
        Flyway.configure()
            .dataSource(url(), "sa", "")
            .locations("filesystem:" + scripts)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .callbacks(start)
            .load()
            .migrate();
    }

    private List<String> names() {
        return Arrays.asList(this.folder.toFile().list());
    }

    private Path file() {
        return this.folder.resolve("data.mv.db");
    }

    private String url() {
        return "jdbc:h2:file:" + this.folder.resolve("data") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

}
