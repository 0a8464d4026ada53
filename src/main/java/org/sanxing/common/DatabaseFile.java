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
     * meanwhile has one state whole.
     */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final int MB = 1024 * 1024;

    /** Written anew in a quarter of a second while people work. */
    private static final long MOST_AT_ONCE = 4L * MB;

    /** For what is written anew at once, and what people write meanwhile. */
    private static final long LEAST_ROOM = 16L * MB;

    private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

    private final DataSource database;

    private final long kept;

    private final ReentrantLock lock = new ReentrantLock();

    /** States that reached the disk, the oldest that is still kept first. */
    private final Deque<State> states = new ArrayDeque<>();

    private volatile @Nullable MVStore store;

    private @Nullable DiskRoom room;

    private volatile boolean other;

    private volatile long synced;

    private volatile boolean ended;

    private boolean broken;

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
                sync(file, file.getCurrentVersion());
            }
        }
    }

    private void sync(MVStore file, long version) {
        if (version <= this.synced) {
            return;
        }
        this.lock.lock();
        try {
            if (version > this.synced) {
                sync(file);
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private void sync(MVStore file) {
        MVStore.TxCounter kept = file.registerVersionUsage();
        // Waits for whoever is writing.
        long[] written = new long[1];
        file.executeFilestoreOperation(() -> written[0] = file.getCurrentVersion());
        file.getFileStore().sync();
        this.states.add(new State(kept, System.nanoTime()));
        this.synced = written[0];
        forget(file, this.ended ? 0 : 1);
    }

    /**
     * A state may be written over once a later one has been on the disk for long enough.
     */
    private void forget(MVStore file, int stay) {
        while (this.states.size() > stay) {
            Iterator<State> oldest = this.states.iterator();
            State state = oldest.next();
            if (!this.ended && System.nanoTime() - oldest.next().since() < this.kept) {
                return;
            }
            this.states.remove();
            file.deregisterVersionUsage(state.use());
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
        this.lock.lock();
        try {
            if (!this.ended) {
                sync(file, file.getCurrentVersion());
                forget(file, 1);
                if (this.room != null && !this.room.isShort()) {
                    rewrite(file);
                }
            }
        }
        finally {
            this.lock.unlock();
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
            sync(file);
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
        this.lock.lock();
        try {
            this.ended = true;
            if (file != null && !file.isClosed()) {
                forget(file, 0);
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private record State(MVStore.TxCounter use, long since) {
    }

}
