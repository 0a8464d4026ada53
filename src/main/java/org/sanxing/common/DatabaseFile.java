package org.sanxing.common;

import java.sql.Connection;
import java.sql.SQLException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The file of an H2 that is embedded: a commit counts once it is on the disk, and what
 * commits leave behind is used again (ADR 65). With any other database it does nothing.
 */
@Component
class DatabaseFile implements TransactionExecutionListener, DisposableBean {

    /**
     * For so long nothing is written over what the file held, so that a copy taken
     * meanwhile has one state whole. Each state that is kept makes every commit dearer
     * (ADR 117).
     */
    private static final Duration KEPT = Duration.ofMillis(250);

    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final int MB = 1024 * 1024;

    /** Written anew in a quarter of a second while people work. */
    private static final long MOST_AT_ONCE = 4L * MB;

    /** For what is written anew at once, and what people write meanwhile. */
    private static final long LEAST_ROOM = 16L * MB;

    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    private final DataSource database;

    private final long kept;

    /** Of what is on the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Of what is written anew; taken first. */
    private final ReentrantLock tidying = new ReentrantLock();

    /** States that reached the disk, the oldest that is still kept first. */
    private final Deque<State> states = new ArrayDeque<>();

    private volatile @Nullable MVStore store;

    private @Nullable DiskRoom room;

    private volatile boolean other;

    /** A version that is on the disk, with all before it. */
    private volatile long synced;

    private volatile long begun;

    private volatile long done;

    private volatile boolean ended;

    private boolean broken;

    private volatile boolean copied;

    private long known;

    private long changed;

    private long next;

    private long seen;

    private long allowed;

    private long moved;

    private long best;

    @Autowired
    DatabaseFile(DataSource database) {
        this(database, KEPT);
    }

    DatabaseFile(DataSource database, Duration kept) {
        this.database = database;
        this.kept = kept.toNanos();
    }

    /** Many wait for one: whoever comes while the disk works goes with the next time. */
    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && !transaction.isReadOnly()) {
            MVStore file = store();
            if (file != null) {
                sync(file, false);
            }
        }
    }

    /**
     * Sees to it that what this thread has committed is on the disk.
     * @param all whether to wait for whoever is writing, so that all is
     */
    private void sync(MVStore file, boolean all) {
        // Read after the commit: what begins later has it.
        long before = this.begun;
        if (file.getCurrentVersion() <= this.synced) {
            return;
        }
        this.lock.lock();
        try {
            if (this.done <= before || all) {
                write(file, all || this.states.isEmpty() || file.getAutoCommitDelay() > 0);
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private void write(MVStore file, boolean all) {
        long number = ++this.begun;
        MVStore.TxCounter use = file.registerVersionUsage();
        long[] written = new long[1];
        if (all) {
            // Waits for whoever is writing.
            file.executeFilestoreOperation(() -> written[0] = file.getCurrentVersion());
        }
        else {
            // The last may be just being written, by another one who waits for it; each
            // before it is.
            written[0] = file.getCurrentVersion() - 1;
        }
        file.getFileStore().sync();
        this.states.add(new State(use, System.nanoTime()));
        this.synced = Math.max(this.synced, written[0]);
        this.done = number;
        forget(file);
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
        MVStore.TxCounter now;
        this.lock.lock();
        try {
            now = file.registerVersionUsage();
            this.copied = true;
        }
        finally {
            this.lock.unlock();
        }
        try {
            new JdbcTemplate(this.database).execute("backup to '" + zip.toString().replace("'", "''") + "'");
        }
        finally {
            this.lock.lock();
            try {
                this.copied = false;
                file.deregisterVersionUsage(now);
            }
            finally {
                this.lock.unlock();
            }
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
                sync(file, true);
                this.lock.lock();
                try {
                    forget(file);
                }
                finally {
                    this.lock.unlock();
                }
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
                file.compact(100, (int) this.allowed);
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
            file.compact(100, 8 * MB);
            file.commit();
            sync(file, true);
            this.known = file.getCurrentVersion();
            long end = System.nanoTime();
            this.next = end + Math.max(this.kept, 10 * (end - now));
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

    /** Null where the database is none in a file of this process. */
    private @Nullable MVStore store() {
        MVStore known = this.store;
        if (this.other || (known != null && !known.isClosed())) {
            return known;
        }
        if (known != null) {
            evict();
        }
        Connection connection = DataSourceUtils.getConnection(this.database);
        this.lock.lock();
        try {
            if (this.store != known || this.other) {
                return this.store;
            }
            this.states.clear();
            this.synced = 0;
            this.next = System.nanoTime();
            this.store = (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                    && session.getDatabase().isPersistent()) ? session.getDatabase().getStore().getMvStore() : null;
            MVStore store = this.store;
            this.other = store == null;
            if (store != null) {
                // Without the way of H2 to it, such as nio:.
                String name = store.getFileStore().getFileName().replaceFirst("^(\\w{2,}:)+", "");
                this.room = new DiskRoom(Path.of(name).toAbsolutePath().getParent(), LEAST_ROOM);
                // States are kept above; H2 would count from when a part was written.
                store.setRetentionTime(0);
            }
            return store;
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException("Which database is this?", ex);
        }
        finally {
            this.lock.unlock();
            DataSourceUtils.releaseConnection(connection, this.database);
        }
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
        this.lock.lock();
        try {
            this.ended = true;
            if (file != null && !file.isClosed()) {
                this.states.forEach((state) -> file.deregisterVersionUsage(state.use()));
                this.states.clear();
            }
        }
        finally {
            this.lock.unlock();
            this.tidying.unlock();
        }
    }

    private record State(MVStore.TxCounter use, long since) {
    }

}
