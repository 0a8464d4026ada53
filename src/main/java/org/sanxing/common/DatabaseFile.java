package org.sanxing.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The file of an H2 that is embedded: a commit counts once it is on the disk, and what
 * commits leave behind is used again (ADR 65). H2 itself writes nothing: all that is in
 * memory goes to the file in a moment in which nothing changes (ADR 119). With any other
 * database it does nothing.
 */
class DatabaseFile implements DisposableBean {

    /**
     * For so long nothing is written over what the file held, so that a copy taken
     * meanwhile has one state whole. Each state that is kept makes every commit dearer
     * (ADR 117).
     */
    private static final Duration KEPT = Duration.ofMillis(250);

    /** All others are taken for such as may change something. */
    private static final Pattern READS = Pattern.compile("^\\s*(select|with|values|explain)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CHANGES = Pattern
        .compile("\\b(for update|nextval|next value|(old|new|final) table)\\b", Pattern.CASE_INSENSITIVE);

    /** Whoever builds texts without end must not fill the memory. */
    private static final int MOST_KNOWN = 5000;

    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Long before H2 would look whether it should write by itself, after eight days. */
    private static final Duration REST = Duration.ofDays(1);

    private static final int MB = 1024 * 1024;

    /**
     * Of memory, in which pages are some twenty times as large: then they are written,
     * before the next statement.
     */
    private static final int MOST_UNSAVED = 32 * MB;

    /** What H2 leaves to us, less what would be too much for an integer of its own. */
    private static final int OWN_UNSAVED = 500 * MB;

    /** Written anew in a quarter of a second while people work. */
    private static final long MOST_AT_ONCE = 4L * MB;

    /** For what is written anew at once, and what people write meanwhile. */
    private static final long LEAST_ROOM = 16L * MB;

    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    private final DataSource database;

    private final long kept;

    private final Quiescence quiescence = new Quiescence();

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition free = this.lock.newCondition();

    /** Somebody changes what the file holds, or the fields below. */
    private boolean busy;

    /** Of what is written anew; taken first. */
    private final ReentrantLock tidying = new ReentrantLock();

    /** Held while H2 writes anew; taken last. Statements go on meanwhile. */
    private final ReentrantLock rewriting = new ReentrantLock();

    /** States that reached the disk, the oldest that is still kept first. */
    private final Deque<State> states = new ArrayDeque<>();

    private final Map<String, Boolean> reading = new ConcurrentHashMap<>();

    private volatile @Nullable MVStore store;

    private @Nullable DiskRoom room;

    private volatile boolean other;

    /** A version that is on the disk, with all before it. */
    private volatile long synced;

    private volatile long begun;

    private volatile long done;

    private volatile boolean ended;

    private long rested;

    private boolean broken;

    private volatile boolean copied;

    private long known;

    private long changed;

    private long next;

    private long seen;

    private long allowed;

    private long moved;

    private long best;

    DatabaseFile(DataSource database) {
        this(database, KEPT);
    }

    DatabaseFile(DataSource database, Duration kept) {
        this.database = database;
        this.kept = kept.toNanos();
    }

    /**
     * Of whoever gets a connection, before it is used; null where it is none to a file of
     * this process.
     */
    @Nullable SessionLocal session(Connection connection) throws SQLException {
        return (store(connection) != null) ? (SessionLocal) connection.unwrap(JdbcConnection.class).getSession() : null;
    }

    /** Whether this statement changes nothing, be it a lock. */
    boolean reads(String sql) {
        if (this.reading.size() > MOST_KNOWN) {
            this.reading.clear();
        }
        return this.reading.computeIfAbsent(sql, (text) -> READS.matcher(text).find() && !CHANGES.matcher(text).find());
    }

    /**
     * Before something that may change something.
     * @param begun whether its transaction has done so before
     * @throws SQLException where the file could not be written
     */
    void enter(SessionLocal session, boolean begun) throws SQLException {
        MVStore file = file(session);
        if (file.getUnsavedMemory() > MOST_UNSAVED - OWN_UNSAVED) {
            orFailure(() -> alone(() -> write(file)));
        }
        this.quiescence.enter(session, begun);
    }

    void leave(SessionLocal session) {
        this.quiescence.leave(session);
    }

    /**
     * Sees to it that what this thread has committed is on the disk. Many wait for one:
     * whoever comes while the disk works goes with the next time.
     * @throws SQLException where the file could not be written
     */
    void sync(SessionLocal session) throws SQLException {
        // Read after the commit: what begins later has it.
        long before = this.begun;
        MVStore file = file(session);
        orFailure(() -> alone(() -> this.done <= before || file != this.store, () -> sync(file)));
    }

    /** The one that it works with, which may have been closed and opened again since. */
    private static MVStore file(SessionLocal session) {
        return session.getDatabase().getStore().getMvStore();
    }

    /** Whoever waits is told as soon as another one has done it. */
    private void alone(BooleanSupplier needed, Runnable task) {
        this.lock.lock();
        try {
            while (this.busy && needed.getAsBoolean()) {
                this.free.awaitUninterruptibly();
            }
            if (!needed.getAsBoolean()) {
                return;
            }
            this.busy = true;
        }
        finally {
            this.lock.unlock();
        }
        try {
            task.run();
        }
        finally {
            this.lock.lock();
            this.busy = false;
            this.free.signalAll();
            this.lock.unlock();
        }
    }

    private void alone(Runnable task) {
        alone(() -> true, task);
    }

    private static void orFailure(Runnable task) throws SQLException {
        try {
            task.run();
        }
        catch (MVStoreException ex) {
            throw (ex.getErrorCode() != DataUtils.ERROR_CLOSED) ? DbException.toSQLException(ex)
                    : DbException.get(ErrorCode.DATABASE_IS_CLOSED, ex).getSQLException();
        }
    }

    private void sync(MVStore file) {
        long number = write(file);
        long written = file.getCurrentVersion();
        if (written > this.synced) {
            if (!this.ended) {
                this.states.add(new State(file.registerVersionUsage(), System.nanoTime()));
            }
            file.getFileStore().sync();
            this.synced = written;
            forget(file);
        }
        this.done = number;
    }

    /** All that is in memory, as it belongs together. */
    private long write(MVStore file) {
        this.rewriting.lock();
        try {
            this.quiescence.reach(() -> {
                this.begun++;
                take(file);
                // It would write by itself as soon as there is much, in the midst of
                // statements.
                file.registerUnsavedMemory(-OWN_UNSAVED - file.getUnsavedMemory());
            });
            // Statements go on while what was taken is written.
            file.getFileStore().executeFileStoreOperation(() -> {
            });
        }
        finally {
            this.rewriting.unlock();
        }
        MVStoreException failure = file.getPanicException();
        if (failure != null) {
            file.closeImmediately();
            throw failure;
        }
        if (file.isClosed()) {
            throw new MVStoreException(DataUtils.ERROR_CLOSED, "The file was closed, as it could not be written");
        }
        return this.begun;
    }

    /** What is to be written, which threads of H2 then do. */
    private static void take(MVStore file) {
        while (!file.isClosed() && file.hasUnsavedChanges() && file.tryCommit() < 0) {
            // Somebody opens a tree.
            Thread.yield();
        }
    }

    /**
     * A state may be written over once a later one is on the disk as a whole, and has
     * been for long enough.
     */
    private void forget(MVStore file) {
        while (this.states.size() > 1) {
            Iterator<State> oldest = this.states.iterator();
            State state = oldest.next();
            State next = oldest.next();
            if (next.use().version > this.synced || System.nanoTime() - next.since() < this.kept) {
                return;
            }
            this.states.remove();
            file.deregisterVersionUsage(state.use());
        }
    }

    /**
     * Copies the file as a ZIP while people work: what had been acknowledged is in it.
     * @throws IllegalStateException where the database is none in a file
     */
    void copyTo(Path zip) {
        MVStore file = store();
        if (file == null) {
            throw new IllegalStateException("The database is no file of this process");
        }
        MVStore.TxCounter[] now = new MVStore.TxCounter[1];
        alone(() -> {
            write(file);
            now[0] = file.registerVersionUsage();
            this.copied = true;
        });
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            file.getFileStore().backup(out);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        finally {
            alone(() -> {
                this.copied = false;
                file.deregisterVersionUsage(now[0]);
            });
        }
    }

    /**
     * Writes pages out of sparsely used parts of the file anew, so that those are free as
     * a whole: a little while people work, until the file is tight when nobody does.
     */
    @Scheduled(fixedDelay = 250)
    void tidy() {
        try {
            MVStore file = this.ended ? null : store();
            if (file != null) {
                tidy(file);
            }
            this.broken = false;
        }
        catch (RuntimeException ex) {
            if (!this.broken) {
                log.warn("The database's file cannot be tidied", ex);
            }
            this.broken = true;
        }
    }

    private void tidy(MVStore file) {
        this.tidying.lock();
        try {
            if (!this.ended) {
                alone(() -> {
                    forget(file);
                    if (System.nanoTime() - this.rested > REST.toNanos()) {
                        rest(file);
                    }
                });
                if (this.room != null && !this.room.isShort() && !this.copied) {
                    rewrite(file);
                }
            }
        }
        finally {
            this.tidying.unlock();
        }
    }

    private void rewrite(MVStore file) {
        long now = System.nanoTime();
        if (file.getCurrentVersion() != this.known) {
            this.known = file.getCurrentVersion();
            this.changed = now;
        }
        long size = file.getFileStore().size();
        long used = size * file.getFileStore().getFillRate() / 100 * file.getFileStore().getChunksFillRate() / 100;
        long written = written(file);
        this.allowed = Math.min(MOST_AT_ONCE, this.allowed + (long) ((written - this.seen) * share(size, used)));
        this.seen = written;
        if (now - this.changed < QUIET.toNanos()) {
            // Never more than a part of what people cause: it is written with their
            // commits.
            if (this.allowed >= MB / 4 && size > used * 2 + 16 * MB) {
                compact(file, (int) this.allowed);
                this.allowed = 0;
            }
            if (size > this.best * 5 / 4) {
                this.best = size;
                this.moved = 0;
            }
            return;
        }
        if (size < this.best) {
            this.best = size;
            this.moved = 0;
        }
        // What was written over and over without the file becoming smaller stays as it
        // is.
        if (size > used * 5 / 4 + 4 * MB && this.moved < 2 * used + 32 * MB && now > this.next) {
            this.moved += 8 * MB;
            compact(file, 8 * MB);
            alone(() -> sync(file));
            this.known = file.getCurrentVersion();
            long end = System.nanoTime();
            this.next = end + Math.max(this.kept, 10 * (end - now));
        }
    }

    private void compact(MVStore file, int bytes) {
        this.rewriting.lock();
        try {
            file.compact(100, bytes);
        }
        finally {
            this.rewriting.unlock();
        }
    }

    /**
     * How much may be written anew of what people cause: what frees as much as they take,
     * where the file is three times what is used, is half of what they write. A smaller
     * file would cost them more than it is worth while they work.
     */
    private static double share(long size, long used) {
        return Math.min(1, Math.max(0.25, ((double) size / Math.max(MB, used) - 2) / 2));
    }

    private static long written(MVStore file) {
        long[] bytes = new long[1];
        file.populateInfo((name, value) -> {
            if (name.equals("info.FILE_WRITE_BYTES")) {
                bytes[0] = Long.parseLong(value);
            }
        });
        return bytes[0];
    }

    /** Null where nobody has got a connection to such a file of this process. */
    private @Nullable MVStore store() {
        MVStore known = this.store;
        if (known == null || !known.isClosed()) {
            return known;
        }
        try (Connection connection = this.database.getConnection()) {
            return store(connection);
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException("Which database is this?", ex);
        }
    }

    private @Nullable MVStore store(Connection connection) throws SQLException {
        MVStore known = this.store;
        if (this.other || (known != null && !known.isClosed())) {
            return known;
        }
        MVStore file = (connection.isWrapperFor(JdbcConnection.class)
                && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                && session.getDatabase().isPersistent()) ? file(session) : null;
        if (file == null) {
            this.other = true;
        }
        else if (file.isClosed()) {
            evict();
        }
        else {
            alone(() -> file != this.store, () -> begin(file));
        }
        return this.store;
    }

    private void begin(MVStore file) {
        this.states.clear();
        this.synced = 0;
        this.next = System.nanoTime();
        // Without the way of H2 to it, such as nio:.
        String name = file.getFileStore().getFileName().replaceFirst("^(\\w{2,}:)+", "");
        this.room = new DiskRoom(Path.of(name).toAbsolutePath().getParent(), LEAST_ROOM);
        // States are kept above; H2 would count from when a part was written.
        file.setRetentionTime(0);
        rest(file);
        file.registerUnsavedMemory(-OWN_UNSAVED);
        this.store = file;
    }

    /**
     * H2 writes with threads of its own only where it also writes by itself after a
     * while. That while begins anew here, and is weeks.
     */
    private void rest(MVStore file) {
        file.setAutoCommitDelay(-1);
        file.setAutoCommitDelay(Integer.MAX_VALUE);
        this.rested = System.nanoTime();
    }

    /**
     * H2 closed its file because it could not write it, and opens it for whoever connects
     * anew; those who are connected think that they are.
     */
    private void evict() {
        log.warn("The database's file was closed; it is opened again");
        try {
            if (this.database.isWrapperFor(HikariDataSource.class)) {
                this.database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            }
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException("Which pool is this?", ex);
        }
    }

    /** H2 closes its file only where nobody holds on to what it was. */
    @Override
    public void destroy() {
        MVStore file = this.store;
        this.tidying.lock();
        try {
            alone(() -> {
                this.ended = true;
                if (file != null && !file.isClosed()) {
                    this.states.forEach((state) -> file.deregisterVersionUsage(state.use()));
                    this.states.clear();
                }
            });
        }
        finally {
            this.tidying.unlock();
        }
    }

    private record State(MVStore.TxCounter use, long since) {
    }

}
