package org.sanxing.common;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.engine.SessionLocal;
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

    private final @Nullable DiskRoom room;

    private final DatabaseFile file;

    /**
     * @param most connections for each kind
     * @param room where the database writes, which is a file of H2 then; null where that
     * is not this machine's concern
     */
    DatabaseGate(DataSource pool, int most, long waitMillis, @Nullable DiskRoom room) {
        this(pool, most, waitMillis, room, new DatabaseFile(pool));
    }

    DatabaseGate(DataSource pool, int most, long waitMillis, @Nullable DiskRoom room, DatabaseFile file) {
        super(pool);
        this.room = room;
        this.file = file;
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

    private Connection giving(Connection connection, Semaphore share) throws SQLException {
        AtomicBoolean closed = new AtomicBoolean();
        SessionLocal session = this.file.session(connection);
        Changes changes = (session != null) ? new Changes(connection, this.file, session) : null;
        return proxy(Connection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("equals")) {
                return proxy == arguments[0];
            }
            if (name.equals("hashCode")) {
                return System.identityHashCode(proxy);
            }
            if (name.equals("prepareStatement") && this.room != null && this.room.isShort()
                    && writes((String) arguments[0])) {
                throw new DatabaseTrouble.NoRoom();
            }
            try {
                return (changes != null) ? changes.invoke(method, arguments) : invoke(connection, method, arguments);
            }
            finally {
                if (name.equals("close") && closed.compareAndSet(false, true)) {
                    share.release();
                }
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(DatabaseGate.class.getClassLoader(), new Class<?>[] { type }, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        }
        catch (InvocationTargetException ex) {
            throw ex.getCause();
        }
    }

    private static boolean writes(String sql) {
        String begin = sql.stripLeading();
        return Stream.of("insert", "update", "delete", "merge")
            .anyMatch((word) -> begin.regionMatches(true, 0, word, 0, word.length()));
    }

    /**
     * What changes something in a file of H2 by one connection: the file tells when it
     * may, and has it before a commit returns (ADR 119).
     */
    private static final class Changes {

        private final Connection connection;

        private final DatabaseFile file;

        private final SessionLocal session;

        private boolean begun;

        Changes(Connection connection, DatabaseFile file, SessionLocal session) {
            this.connection = connection;
            this.file = file;
            this.session = session;
        }

        @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            boolean ends = name.equals("commit") || name.equals("setAutoCommit") || name.equals("close")
                    || (name.equals("rollback") && arguments == null);
            if (this.begun && ends) {
                return end(this.connection, method, arguments, !name.equals("close") && !name.equals("rollback"));
            }
            if (this.begun && name.equals("rollback")) {
                return during(this.connection, method, arguments);
            }
            Object result = DatabaseGate.invoke(this.connection, method, arguments);
            if (name.equals("createStatement")) {
                return watched(Statement.class, result);
            }
            return (name.equals("prepareStatement") && !reads(arguments)) ? watched(PreparedStatement.class, result)
                    : result;
        }

        private boolean reads(@Nullable Object @Nullable [] arguments) {
            return arguments != null && this.file.reads(String.valueOf(arguments[0]));
        }

        private Object watched(Class<? extends Statement> type, @Nullable Object statement) {
            return proxy(type, (proxy, method, arguments) -> {
                String name = method.getName();
                if (name.equals("equals")) {
                    return proxy == arguments[0];
                }
                if (!name.startsWith("execute") || (type == Statement.class && reads(arguments))) {
                    return DatabaseGate.invoke(statement, method, arguments);
                }
                return this.connection.getAutoCommit() ? end(statement, method, arguments, true)
                        : during(statement, method, arguments);
            });
        }

        private @Nullable Object during(@Nullable Object target, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            this.file.enter(this.session, this.begun);
            this.begun = true;
            try {
                return DatabaseGate.invoke(target, method, arguments);
            }
            finally {
                this.file.leave(this.session);
            }
        }

        /** Of a transaction. */
        private @Nullable Object end(@Nullable Object target, Method method, @Nullable Object @Nullable [] arguments,
                boolean kept) throws Throwable {
            Object result;
            try {
                result = during(target, method, arguments);
            }
            finally {
                this.begun = false;
            }
            if (kept) {
                this.file.sync(this.session);
            }
            return result;
        }

    }

    /** Puts it there, and tells PostgreSQL's driver not to wait for ever. */
    @Configuration(proxyBeanMethods = false)
    static class Before {

        @Bean
        static First databaseGate(Environment settings) {
            return new First(settings);
        }

        /** Without a gate before it there is nothing for it to do. */
        @Bean
        DatabaseFile databaseFile(DataSource database) throws SQLException {
            return database.isWrapperFor(DatabaseGate.class) ? database.unwrap(DatabaseGate.class).file
                    : new DatabaseFile(database);
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
            if (bean instanceof HikariDataSource pool
                    && DatabaseStart.path(String.valueOf(pool.getJdbcUrl())) != null) {
                // Each connection would have H2 write by itself again.
                pool.setJdbcUrl(pool.getJdbcUrl().replaceAll("(?i);WRITE_DELAY=[^;]*", ""));
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
