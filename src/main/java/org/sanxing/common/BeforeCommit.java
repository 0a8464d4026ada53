package org.sanxing.common;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gathers what a transaction has to write and writes it at once, before the commit.
 * Outside of a transaction that can write, and once it has committed, it goes into one of
 * its own.
 */
public final class BeforeCommit<T> {

    private final int order;

    private final Consumer<List<T>> write;

    private final TransactionTemplate ownTransaction;

    /**
     * @param order among those that write before the commit, the lowest first
     * @param write may add more
     */
    public BeforeCommit(int order, PlatformTransactionManager transactions, Consumer<List<T>> write) {
        this.order = order;
        this.write = write;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @SuppressWarnings("unchecked")
    public void add(List<T> items) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            writeApart(items);
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

    /** Whatever becomes of the caller's transaction. */
    public void writeApart(List<T> items) {
        this.ownTransaction.executeWithoutResult((status) -> this.write.accept(items));
    }

    /** What one transaction has to write. */
    private final class Gathering implements TransactionSynchronization {

        private final List<T> pending = new ArrayList<>();

        private final Map<Object, Integer> savepoints = new HashMap<>();

        private boolean writing;

        private boolean written;

        private boolean over;

        void add(List<T> items) {
            if (this.over) {
                // While others are told of the commit: too late to be part.
                writeApart(items);
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
            writePending();
            this.written = true;
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
                }

            };
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
            if (status == STATUS_COMMITTED && !this.pending.isEmpty()) {
                // Registered only after the commit: the action stands, so its rows must.
                List<T> late = List.copyOf(this.pending);
                this.pending.clear();
                writeApart(late);
            }
        }

    }

}
