package org.sanxing.common;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.FileBaseDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** H2 closes its file over a write that finds no room. Nobody has to start it again. */
class FullDiskTests {

    private static volatile boolean full;

    @TempDir
    Path folder;

    @Test
    void worksAgainOnceThereIsRoom() {
        full = false;
        FilePath.register(new Full());
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(
                    "jdbc:h2:full:" + this.folder.resolve("data") + ";TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE");
            pool.setMaximumPoolSize(3);
            pool.setConnectionTimeout(2500);
            DatabaseFile file = new DatabaseFile(pool, Duration.ofMillis(10));
            JdbcClient jdbc = JdbcClient.create(new DatabaseGate(pool, 3, 2500, new DiskRoom(this.folder, 0), file));
            jdbc.sql("create table t (n int, text varchar)").update();
            jdbc.sql("insert into t values (1, 'x')").update();
            file.tidy();

            full = true;
            DataAccessException failure = catchThrowableOfType(DataAccessException.class,
                    () -> jdbc.sql("insert into t values (2, 'y')").update());
            assertThat(DatabaseTrouble.of(failure)).isEqualTo(DatabaseTrouble.FULL);
            assertThat(catchThrowableOfType(DataAccessException.class, () -> count(jdbc))).isNotNull();

            file.tidy();
            assertThat(count(jdbc)).as("what is there is read, full as it is").isOne();

            full = false;
            Awaitility.await().pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
                file.tidy();
                return jdbc.sql("insert into t values (3, 'z')").update() == 1;
            });
            assertThat(count(jdbc)).isEqualTo(2);
            file.destroy();
        }
        finally {
            FilePath.unregister(new Full());
        }
    }

    private static int count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from t").query(Integer.class).single();
    }

    /** H2 makes one for each path. */
    public static final class Full extends FilePathWrapper {

        @Override
        public String getScheme() {
            return "full";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(super.open(mode));
        }

    }

    private static final class Channel extends FileBaseDefault {

        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            return this.file.write(from, position);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return this.file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            return this.file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            this.file.truncate(size);
        }

        @Override
        public void force(boolean all) throws IOException {
            this.file.force(all);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return this.file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            this.file.close();
        }

    }

}
