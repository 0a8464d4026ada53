package org.sanxing.common;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.unit.DataSize;

/**
 * Before the pool. No kind of request takes all connections, so that those that wait for
 * one locked table stop nobody else; once the database did not answer, whoever asks
 * within the next moment is told so without waiting for it again; and where its disk has
 * no room left, what would write comes no further, as H2 closes its file over it (ADR
 * 84).
 */
public final class DatabaseGate extends DelegatingDataSource {

    private static final ThreadLocal<@Nullable String> KIND = new ThreadLocal<>();

    /** Kinds may share a place; nothing grows with what is asked for. */
    private static final int PLACES = 61;

    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Semaphore[] shares;

    private final long waitMillis;

    private volatile long awayUntil;

    private volatile @Nullable SQLException away;

    /** In seconds; longer than an import of thousands of entries takes. */
    private static final int LONGEST_TURN = 60;

    /**
     * What H2 changes in memory and what takes its place in the file is not told apart by
     * its statements, and lets two transactions write at a time so that the file has one
     * of them by half where a process ends in between (ADR 118).
     */
    private static final Pattern WRITES = Pattern.compile(
            "^\\s*(insert|update|delete|merge)\\b|\\b(for update|nextval|(old|new|final) table)\\b",
            Pattern.CASE_INSENSITIVE);

    private final @Nullable DiskRoom room;

    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * @param most connections for each kind
     * @param room where the database writes, which is a file of H2 then; null where that
     * is not this machine's concern
     */
    DatabaseGate(DataSource pool, int most, long waitMillis, @Nullable DiskRoom room) {
        super(pool);
        this.room = room;
        this.shares = IntStream.range(0, PLACES).mapToObj((n) -> new Semaphore(most)).toArray(Semaphore[]::new);
        this.waitMillis = waitMillis;
    }

    /** Of what this thread does from now on; null where it is done. */
    public static void kind(@Nullable String kind) {
        if (kind != null) {
            KIND.set(kind);
        }
        else {
            KIND.remove();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        SQLException last = this.away;
        if (last != null && this.awayUntil - System.nanoTime() > 0) {
            throw away(last);
        }
        Semaphore share = this.shares[Math.floorMod(String.valueOf(KIND.get()).hashCode(), PLACES)];
        if (!entered(share)) {
            throw new SQLTransientConnectionException("Too many wait for the same", DatabaseTrouble.ALL_IN_USE);
        }
        boolean given = false;
        try {
            Connection connection = super.getConnection();
            this.away = null;
            given = true;
            return giving(connection, share);
        }
        catch (SQLException ex) {
            SQLException before = this.away;
            if (DatabaseTrouble.of(ex) == DatabaseTrouble.AWAY) {
                this.away = ex;
            }
            this.awayUntil = System.nanoTime() + AWAY_NANOS;
            // The pool says why only where it has tried again since it was last asked.
            throw (this.away != ex && before != null) ? away(before) : ex;
        }
        finally {
            if (!given) {
                share.release();
            }
        }
    }

    private static SQLException away(SQLException why) {
        return new SQLTransientConnectionException("The database is away", "08001", why);
    }

    private boolean entered(Semaphore share) {
        try {
            return share.tryAcquire(this.waitMillis, TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Connection giving(Connection connection, Semaphore share) {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean mine = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(DatabaseGate.class.getClassLoader(),
                new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "equals" -> {
                            return proxy == arguments[0];
                        }
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        case "prepareStatement" -> {
                            if (this.room != null && this.room.isShort() && writes((String) arguments[0])) {
                                throw new DatabaseTrouble.NoRoom();
                            }
                            if (this.room != null && !mine.get() && WRITES.matcher((String) arguments[0]).find()) {
                                takeTurn();
                                mine.set(true);
                            }
                        }
                        default -> {
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    }
                    catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                    finally {
                        if (ends(method) && mine.compareAndSet(true, false)) {
                            this.turn.unlock();
                        }
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            share.release();
                        }
                    }
                });
    }

    private static boolean ends(Method method) {
        return switch (method.getName()) {
            case "commit", "close" -> true;
            case "rollback" -> method.getParameterCount() == 0;
            default -> false;
        };
    }

    private void takeTurn() throws SQLException {
        try {
            if (!this.turn.tryLock(LONGEST_TURN, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("Another transaction has been writing for too long",
                        DatabaseTrouble.ALL_IN_USE);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted", DatabaseTrouble.ALL_IN_USE);
        }
    }

    private static boolean writes(String sql) {
        String begin = sql.stripLeading();
        return Stream.of("insert", "update", "delete", "merge")
            .anyMatch((word) -> begin.regionMatches(true, 0, word, 0, word.length()));
    }

    /** Puts it there, and tells PostgreSQL's driver not to wait for ever. */
    @Configuration(proxyBeanMethods = false)
    static class Before {

        @Bean
        static First databaseGate(Environment settings) {
            return new First(settings);
        }

    }

    /**
     * By its type it comes first: whoever else puts something before the pool puts it
     * before this.
     */
    record First(Environment settings) implements BeanPostProcessor, PriorityOrdered {

        /**
         * Of a connection to PostgreSQL. Compiling a statement takes it longer than any
         * of ours runs; with less memory it forgets which rows an index of texts named,
         * and makes the pairs of all that stand on the same pages again.
         */
        static final String OPTIONS = "-c lock_timeout=10s -c jit=off -c work_mem=16MB";

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof HikariDataSource pool
                    && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
                // Those of the address count more.
                pool.addDataSourceProperty("connectTimeout", "2");
                pool.addDataSourceProperty("socketTimeout", "300");
                pool.addDataSourceProperty("tcpKeepAlive", "true");
                pool.addDataSourceProperty("options", OPTIONS);
            }
            return bean;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof HikariDataSource pool)) {
                return bean;
            }
            DataSize least = Binder.get(this.settings).bindOrCreate("sanxing", OrganSettings.class).room();
            Path file = DatabaseStart.path(String.valueOf(pool.getJdbcUrl()));
            return new DatabaseGate(pool, Math.max(1, pool.getMaximumPoolSize() * 3 / 4), pool.getConnectionTimeout(),
                    (file != null) ? new DiskRoom(file.getParent(), least.toBytes()) : null);
        }

    }

}
