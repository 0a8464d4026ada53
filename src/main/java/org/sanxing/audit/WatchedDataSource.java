package org.sanxing.audit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sees every row of record that is written through it: statements that change a table of
 * record are asked for the rows they leave, which both databases give with the answer
 * ({@code returning}). Whoever writes need not think of the record, and cannot forget it.
 */
final class WatchedDataSource extends DelegatingDataSource {

    /**
     * There are some hundred; whoever builds texts without end must not fill the memory.
     */
    private static final int MOST_KNOWN = 5000;

    private final Supplier<RecordTables> tables;

    private final Consumer<List<WrittenRow>> recorder;

    private final Map<String, Change> known = new ConcurrentHashMap<>();

    private volatile @Nullable Boolean returnsDeleted;

    WatchedDataSource(DataSource source, Supplier<RecordTables> tables, Consumer<List<WrittenRow>> recorder) {
        super(source);
        this.tables = tables;
        this.recorder = recorder;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
                new Watched(super.getConnection()));
    }

    private Change change(String sql) {
        Change change = this.known.get(sql);
        if (change == null) {
            if (this.known.size() > MOST_KNOWN) {
                this.known.clear();
            }
            change = Change.of(sql, this.tables.get());
            this.known.put(sql, change);
        }
        return change;
    }

    /** Whether a deletion gives the rows it took; H2 wants to be asked in its own way. */
    private boolean returnsDeleted(Connection connection) throws SQLException {
        Boolean returns = this.returnsDeleted;
        if (returns == null) {
            returns = !connection.getMetaData().getDatabaseProductName().equals("H2");
            this.returnsDeleted = returns;
        }
        return returns;
    }

    private final class Watched implements InvocationHandler {

        private final Connection connection;

        private final List<WrittenRow> committed = new ArrayList<>();

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "prepareStatement" -> {
                    if (arguments != null && Change.mayBe((String) arguments[0])) {
                        Change change = change((String) arguments[0]);
                        if (change.table() != null) {
                            return prepare(change, (String) arguments[0], arguments.length);
                        }
                    }
                }
                case "close" -> {
                    close();
                    return null;
                }
                default -> {
                }
            }
            return call(this.connection, method, arguments);
        }

        private PreparedStatement prepare(Change change, String sql, int arguments) throws SQLException {
            if (arguments > 1) {
                throw new UnsupportedOperationException("Rows of record are written without keys of their own: " + sql);
            }
            boolean asks = change.deletes() && !returnsDeleted(this.connection);
            PreparedStatement statement = asks
                    ? this.connection
                        .prepareStatement("select " + change.table().list() + " from old table (" + sql + ")")
                    : this.connection.prepareStatement(sql, change.columns());
            return (PreparedStatement) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] { PreparedStatement.class },
                    (proxy, method, given) -> run(statement, change, asks, method, given));
        }

        private @Nullable Object run(PreparedStatement statement, Change change, boolean asks, Method method,
                Object @Nullable [] arguments) throws Throwable {
            boolean runs = arguments == null && switch (method.getName()) {
                case "executeUpdate", "executeLargeUpdate", "execute", "executeBatch", "executeLargeBatch" -> true;
                default -> false;
            };
            if (!runs) {
                return call(statement, method, arguments);
            }
            if (asks) {
                if (!method.getName().equals("executeUpdate")) {
                    throw new UnsupportedOperationException("Rows of record are deleted one statement at a time");
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return wrote(change, rows);
                }
            }
            Object result = call(statement, method, null);
            try (ResultSet rows = statement.getGeneratedKeys()) {
                wrote(change, rows);
            }
            return result;
        }

        private int wrote(Change change, ResultSet rows) throws SQLException {
            List<WrittenRow> written = new ArrayList<>();
            while (rows.next()) {
                written.add(WrittenRow.of(change.table(), rows, change.deletes()));
            }
            if (!written.isEmpty()) {
                if (TransactionSynchronizationManager.isActualTransactionActive()) {
                    WatchedDataSource.this.recorder.accept(written);
                }
                else {
                    this.committed.addAll(written);
                }
            }
            return written.size();
        }

        /**
         * What was written outside of a transaction is recorded once the connection is
         * back.
         */
        private void close() throws SQLException {
            this.connection.close();
            if (!this.committed.isEmpty()) {
                List<WrittenRow> rows = List.copyOf(this.committed);
                this.committed.clear();
                WatchedDataSource.this.recorder.accept(rows);
            }
        }

        private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            }
            catch (InvocationTargetException ex) {
                throw ex.getCause();
            }
        }

    }

}
