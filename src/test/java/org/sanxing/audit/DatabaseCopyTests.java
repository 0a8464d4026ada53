package org.sanxing.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a copy shows of a database that goes on being written. */
class DatabaseCopyTests {

    private final AtomicLong acknowledged = new AtomicLong();

    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void isOneMomentOfWhatGoesOnBeingWritten(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("busy") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        Path published = Files.writeString(folder.resolve("checkpoints.txt"), "a line");
        try (Connection open = DriverManager.getConnection(url); Statement statement = open.createStatement()) {
            statement.execute("create table one (id bigint primary key, text varchar(4000))");
            statement.execute("create table other (id bigint primary key, text varchar(4000))");
            open.setAutoCommit(false);
            CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> write(open));
            try {
                for (int i = 1; i <= 5; i++) {
                    long more = i * 20L;
                    Awaitility.await().until(() -> this.acknowledged.get() > more || writes.isDone());
                    long before = this.acknowledged.get();
                    Path copied;
                    try (DatabaseCopy copy = DatabaseCopy.of(url, published)) {
                        Map<String, Object> instead = copy.instead();
                        copied = Path.of((String) instead.get("sanxing.audit.checkpoints"));
                        assertThat(copied).hasContent("a line");
                        assertThat(rows((String) instead.get(DatabaseCopy.URL))).isGreaterThanOrEqualTo(before);
                    }
                    assertThat(copied.getParent()).doesNotExist();
                }
            }
            finally {
                this.enough.set(true);
                writes.join();
            }
        }
    }

    private void write(Connection open) {
        try (PreparedStatement one = open.prepareStatement("insert into one values (?, repeat('x', 500))");
                PreparedStatement other = open.prepareStatement("insert into other values (?, repeat('x', 500))")) {
            for (long id = 1; !this.enough.get(); id++) {
                one.setLong(1, id);
                one.execute();
                other.setLong(1, id);
                other.execute();
                open.commit();
                this.acknowledged.set(id);
            }
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** How many there are, all of them in both. */
    private static long rows(String url) throws SQLException {
        try (Connection copy = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE");
                Statement statement = copy.createStatement();
                ResultSet found = statement.executeQuery(
                        "select count(*), (select count(*) from other), max(id), (select max(id) from other) from one")) {
            found.next();
            assertThat(found.getLong(2)).isEqualTo(found.getLong(1));
            assertThat(found.getLong(3)).isEqualTo(found.getLong(1));
            assertThat(found.getLong(4)).isEqualTo(found.getLong(1));
            return found.getLong(1);
        }
    }

}
