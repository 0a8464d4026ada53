package org.sanxing.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes while the disk writes: of what was written since the last sync some is
 * there, in any order. What was acknowledged is, and the file is whole.
 */
@Tag("thorough")
class DatabaseFileTests {

    private static final int TABLES = 8;

    private static final int COMMITS = 480;

    private static final int TOGETHER = 8;

    private static final String FILE = "data.mv.db";

    @TempDir
    Path folder;

    private final Random random = new Random(20261128);

    private final List<Cut> cuts = new ArrayList<>();

    /** Of each of those who work. */
    private AtomicIntegerArray acknowledged = new AtomicIntegerArray(1);

    @ParameterizedTest
    @ValueSource(ints = { 1, 8 })
    void keepsWhatItAcknowledgedWhenThePowerGoes(int people) throws Exception {
        this.acknowledged = new AtomicIntegerArray(people);
        Disk disk = new Disk();
        Watching.disk = disk;
        Watching watching = new Watching();
        FilePath.register(watching);
        String url = "jdbc:h2:disk:" + this.folder.resolve("data") + ";TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setMaximumPoolSize(people + 1);
            work(database, disk, people);
        }
        finally {
            FilePath.unregister(watching);
        }
        assertThat(this.cuts).hasSizeGreaterThan(10);
        for (Cut cut : this.cuts) {
            isWhole(cut);
        }
    }

    private void work(HikariDataSource pool, Disk disk, int people) throws Exception {
        // Nothing is kept for longer than it must be.
        DatabaseFile file = new DatabaseFile(pool, Duration.ZERO);
        DatabaseGate database = new DatabaseGate(pool, people + 1, 10_000, new DiskRoom(this.folder, 0), file);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        JdbcClient jdbc = JdbcClient.create(database);
        for (int table = 0; table < TABLES; table++) {
            jdbc.sql("create table t" + table + " (who int, n int, text varchar, primary key (who, n))").update();
            jdbc.sql("create index i" + table + " on t" + table + " (text, who)").update();
        }
        jdbc.sql("create table together (n int)").update();
        jdbc.sql("insert into together values (0)").update();
        file.tidy();
        AtomicLong most = new AtomicLong();
        int each = COMMITS / people;
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int who = i;
                all.add(() -> {
                    for (int n = 1; n <= each; n++) {
                        disk.mayFail |= n == each / 4;
                        commit(transaction, jdbc, who, n);
                        this.acknowledged.set(who, n);
                        if (n % 5 == 0) {
                            file.tidy();
                        }
                        most.accumulateAndGet(Files.size(this.folder.resolve(FILE)), Math::max);
                    }
                    return null;
                });
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
        finally {
            threads.shutdown();
        }
        disk.mayFail = false;
        file.destroy();
        System.out.printf("DATABASE FILE %d bytes at most, %d written, %d cuts%n", most.get(), disk.written,
                this.cuts.size());
        // Those who commit together share what is written.
        assertThat(disk.written).as("written over").isGreaterThan(most.get() * 3 / 2);
    }

    private void commit(TransactionTemplate transaction, JdbcClient jdbc, int who, int n) {
        transaction.executeWithoutResult((status) -> {
            for (int table = 0; table < TABLES; table++) {
                if (table == TABLES / 2 && n % TOGETHER == 0) {
                    // Whoever comes second waits for the first one's commit.
                    jdbc.sql("update together set n = n + 1").update();
                }
                jdbc.sql("insert into t" + table + " values (?, ?, ?)").params(who, n, "x".repeat(200)).update();
                // Of a statement that takes its time a state would have a part.
                jdbc.sql("update t" + table + " set text = ? where who = ? and n > ?")
                    .params(n + "y".repeat(220), who, n - 10)
                    .update();
            }
        });
    }

    private static void isWhole(Cut cut) throws IOException, SQLException {
        DatabaseStart.begin(cut.folder().resolve(FILE));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + cut.folder().resolve("data"));
                Statement statement = connection.createStatement()) {
            int all = 0;
            for (int who = 0; who < cut.acknowledged().length; who++) {
                int rows = 0;
                for (int table = 0; table < TABLES; table++) {
                    try (ResultSet found = statement
                        .executeQuery("select count(*), coalesce(max(n), 0), (select count(*) from t" + table
                                + " use index (i" + table + ") where text > '' and who = " + who + ") from t" + table
                                + " where length(text) >= 200 and who = " + who)) {
                        found.next();
                        assertThat(found.getInt(1)).isEqualTo(found.getInt(2))
                            .isGreaterThanOrEqualTo(cut.acknowledged()[who]);
                        assertThat(found.getInt(1)).as("the index has what the table has").isEqualTo(found.getInt(3));
                        assertThat(table == 0 || rows == found.getInt(1)).as("a transaction is whole").isTrue();
                        rows = found.getInt(1);
                    }
                }
                all += rows / TOGETHER;
            }
            try (ResultSet found = statement.executeQuery("select n from together")) {
                found.next();
                assertThat(found.getInt(1)).isEqualTo(all);
            }
        }
    }

    /** What the disk has when the power goes. */
    private record Cut(Path folder, int[] acknowledged) {
    }

    /** Something to be done to the file that is not certain to be on the disk yet. */
    private record Write(long position, byte[] bytes) {
    }

    /** The system's own, which notes what it was told and not yet made sure of. */
    private final class Disk {

        private byte[] sure = {};

        private final List<Write> unsure = new ArrayList<>();

        private volatile boolean mayFail;

        private long written;

        private synchronized void note(long position, byte[] bytes) {
            this.unsure.add(new Write(position, bytes));
            this.written += bytes.length;
            maybeFail();
        }

        private void maybeFail() {
            if (this.mayFail && DatabaseFileTests.this.random.nextInt(6) == 0) {
                int[] acknowledged = IntStream.range(0, DatabaseFileTests.this.acknowledged.length())
                    .map(DatabaseFileTests.this.acknowledged::get)
                    .toArray();
                byte[] left = this.sure.clone();
                for (Write write : this.unsure) {
                    if (DatabaseFileTests.this.random.nextBoolean()) {
                        left = apply(left, write);
                    }
                }
                DatabaseFileTests.this.cuts.add(new Cut(keep(left), acknowledged));
            }
        }

        private Path keep(byte[] left) {
            Path place = DatabaseFileTests.this.folder.resolve("cut" + DatabaseFileTests.this.cuts.size());
            try {
                Files.createDirectory(place);
                Files.write(place.resolve(FILE), left);
                return place;
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private synchronized void force() {
            maybeFail();
            for (Iterator<Write> writes = this.unsure.iterator(); writes.hasNext(); writes.remove()) {
                this.sure = apply(this.sure, writes.next());
            }
        }

        /** A write without bytes cuts the file; one within it changes it as it is. */
        private static byte[] apply(byte[] file, Write write) {
            int end = (int) write.position() + write.bytes().length;
            byte[] changed = (write.bytes().length == 0 || end > file.length) ? Arrays.copyOf(file, end) : file;
            System.arraycopy(write.bytes(), 0, changed, (int) write.position(), write.bytes().length);
            return changed;
        }

    }

    /** H2 makes one for each path. */
    public static final class Watching extends FilePathWrapper {

        private static Disk disk;

        @Override
        public String getScheme() {
            return "disk";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            FileChannel channel = super.open(mode);
            return getName().endsWith(FILE) ? new Watched(channel, disk) : channel;
        }

    }

    private static final class Watched extends FileBase {

        private final FileChannel file;

        private final Disk disk;

        Watched(FileChannel file, Disk disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            this.disk.note(position, bytes);
            return this.file.write(from, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            this.disk.note(size, new byte[0]);
            this.file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean all) {
            this.disk.force();
        }

        @Override
        public long size() throws IOException {
            return this.file.size();
        }

        @Override
        public long position() throws IOException {
            return this.file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            this.file.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return this.file.read(to);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return this.file.read(to, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return write(from, position());
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
