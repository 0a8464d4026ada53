package org.sanxing.common;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read in a transaction, so that it is read once. Nothing outlives the
 * transaction, so that every node sees what another has committed. Outside of one nothing
 * is remembered.
 */
public final class Remembered {

    private Remembered() {
    }

    /**
     * @param key equal for the same question, and to no key of another asker
     * @param read must not give what its callers change
     */
    @SuppressWarnings("unchecked")
    public static <T> T once(Object key, Supplier<? extends T> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            return read.get();
        }
        Memory memory = (Memory) TransactionSynchronizationManager.getResource(Remembered.class);
        if (memory == null) {
            memory = new Memory();
            TransactionSynchronizationManager.bindResource(Remembered.class, memory);
            TransactionSynchronizationManager.registerSynchronization(memory);
        }
        if (!memory.answers.containsKey(key)) {
            memory.answers.put(key, read.get());
        }
        return (T) memory.answers.get(key);
    }

    /**
     * To be called before a change of what others remember, and before waiting for a
     * lock, behind which it may have changed.
     */
    public static void forget() {
        if (TransactionSynchronizationManager.getResource(Remembered.class) instanceof Memory memory) {
            memory.answers.clear();
        }
    }

    /** To be called before a change of what this key asks for. */
    public static void forget(Object key) {
        if (TransactionSynchronizationManager.getResource(Remembered.class) instanceof Memory memory) {
            memory.answers.remove(key);
        }
    }

    private static final class Memory implements TransactionSynchronization {

        private final Map<Object, Object> answers = new HashMap<>();

        @Override
        public void suspend() {
            this.answers.clear();
            TransactionSynchronizationManager.unbindResource(Remembered.class);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Remembered.class, this);
        }

        /** What was changed since then is as it was. */
        @Override
        public void savepointRollback(Object savepoint) {
            this.answers.clear();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Remembered.class);
        }

    }

}
