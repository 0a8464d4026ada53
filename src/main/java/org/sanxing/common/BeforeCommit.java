package org.sanxing.common;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gathers what a transaction has to write and writes it at once, before the commit; where
 * that can only read, or has committed already, at once after it. Outside of a
 * transaction it goes into one of its own. No thread needs a second connection for it.
 */
public final class BeforeCommit<T> {

    private final int order;

    private final Consumer<List<T>> write;

    private final TransactionTemplate transaction;

    private final @Nullable DataSource database;

    /**
     * @param order among those that write before the commit, the lowest first
     * @param write may add more
     */
    public BeforeCommit(int order, PlatformTransactionManager transactions, Consumer<List<T>> write) {
        this.order = order;
        this.write = write;
        this.transaction = new TransactionTemplate(transactions);
        this.database = (transactions instanceof ResourceTransactionManager manager
                && manager.getResourceFactory() instanceof DataSource source) ? source : null;
    }

    @SuppressWarnings("unchecked")
    public void add(List<T> items) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            this.transaction.executeWithoutResult((status) -> this.write.accept(items));
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            writeBehind(items);
            return;
        }
        Gathering gathering = (Gathering) TransactionSynchronizationManager.getResource(this);
        if (gathering == null) {
            gathering = new Gathering();
            TransactionSynchronizationManager.bindResource(this, gathering);
            TransactionSynchronizationManager.registerSynchronization(gathering);
            TransactionSynchronizationManager.registerSynchronization(gathering.firstAfterCommit());
        }
        gathering.add(items);
    }

    /** Writes at once what the transaction has gathered so far. */
    public void flush() {
        if (TransactionSynchronizationManager.getResource(this) instanceof BeforeCommit<?>.Gathering gathering) {
            gathering.writePending();
        }
    }

    /**
     * The transaction is over, its connection still in use: to wait for another one while
     * it is held could leave all waiting for one another.
     */
    private void writeBehind(List<T> items) {
        DataSource source = Objects.requireNonNull(this.database);
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            if (connection.isReadOnly()) {
                connection.setReadOnly(false);
            }
            this.write.accept(items);
            connection.commit();
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException("What follows a commit could not be written", ex);
        }
        catch (RuntimeException ex) {
            rollback(connection, ex);
            throw ex;
        }
        finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private static void rollback(Connection connection, RuntimeException failure) {
        try {
            connection.rollback();
        }
        catch (SQLException ex) {
            failure.addSuppressed(ex);
        }
    }

    /** What one transaction has to write. */
    private final class Gathering implements TransactionSynchronization {

        private final List<T> pending = new ArrayList<>();

        private final Map<Object, Integer> savepoints = new HashMap<>();

        private boolean writing;

        private boolean written;

        private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();

        private boolean over;

        void add(List<T> items) {
            if (this.over) {
                // While others are told of the commit: too late to be part.
                writeBehind(items);
                return;
            }
            this.pending.addAll(items);
            if (this.written) {
                // By a callback that comes after ours: there is no later.
                writePending();
            }
        }

        private void writePending() {
            if (this.writing) {
                return;
            }
            this.writing = true;
            try {
                while (!this.pending.isEmpty()) {
                    List<T> batch = List.copyOf(this.pending);
                    this.pending.clear();
                    BeforeCommit.this.write.accept(batch);
                }
            }
            finally {
                this.writing = false;
            }
        }

        @Override
        public int getOrder() {
            return BeforeCommit.this.order;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!this.readOnly) {
                writePending();
                this.written = true;
            }
        }

        @Override
        public void savepoint(Object savepoint) {
            this.savepoints.put(savepoint, this.pending.size());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            if (this.writing) {
                return;
            }
            // A savepoint from before the first takes all of them with it.
            int kept = this.savepoints.getOrDefault(savepoint, 0);
            if (kept < this.pending.size()) {
                this.pending.subList(kept, this.pending.size()).clear();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(BeforeCommit.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BeforeCommit.this, this);
        }

        /** Hears of the commit before anybody who might add more on hearing of it. */
        TransactionSynchronization firstAfterCommit() {
            return new TransactionSynchronization() {

                @Override
                public int getOrder() {
                    return Ordered.HIGHEST_PRECEDENCE;
                }

                @Override
                public void afterCommit() {
                    Gathering.this.over = true;
                    Gathering.this.writeRest();
                }

            };
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
            if (status == STATUS_COMMITTED) {
                // Registered only after the commit: the action stands, so its rows must.
                writeRest();
            }
        }

        private void writeRest() {
            if (!this.pending.isEmpty()) {
                List<T> rest = List.copyOf(this.pending);
                this.pending.clear();
                writeBehind(rest);
            }
        }

    }

}
