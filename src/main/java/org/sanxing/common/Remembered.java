package org.sanxing.common;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read in a transaction, so that it is read once. Nothing outlives the
 * transaction, so that every node sees what another has committed. Outside of one nothing
 * is remembered.
 */
public final class Remembered {

    private static final Object STALE = new Object();

    private Remembered() {
    }

    /**
     * @param key equal for the same question, and to no key of another asker
     * @param read must not give what its callers change
     */
    @SuppressWarnings("unchecked")
    public static <T> T once(Object key, Supplier<? extends T> read) {
        Memory memory = memory();
        if (memory == null) {
            return read.get();
        }
        Map<Object, Object> answers = memory.locked.containsKey(key) ? memory.locked : memory.answers;
        if (answers.getOrDefault(key, STALE) == STALE) {
            answers.put(key, read.get());
        }
        return (T) answers.get(key);
    }

    /**
     * Remembers a row that this transaction locks: until it changes it, it stays as it
     * is, whatever else is forgotten.
     * @param read locks it; called where it is not locked yet or was changed
     */
    public static <T> T locked(Object key, Supplier<? extends T> read) {
        Memory memory = memory();
        if (memory != null && !memory.locked.containsKey(key)) {
            memory.answers.clear();
        }
        return own(key, read);
    }

    /**
     * As {@link #locked}, where a lock that was taken before keeps the others away, or
     * for what this transaction itself knows of what it does: forgets nothing.
     */
    @SuppressWarnings("unchecked")
    public static <T> T own(Object key, Supplier<? extends T> read) {
        Memory memory = memory();
        if (memory == null) {
            return read.get();
        }
        if (memory.locked.getOrDefault(key, STALE) == STALE) {
            memory.locked.put(key, read.get());
        }
        return (T) memory.locked.get(key);
    }

    /** Whether this transaction holds the row, and knows it as it is. */
    public static boolean isLocked(Object key) {
        Memory memory = memory();
        return memory != null && memory.locked.getOrDefault(key, STALE) != STALE;
    }

    private static @Nullable Memory memory() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            return null;
        }
        Memory memory = (Memory) TransactionSynchronizationManager.getResource(Remembered.class);
        if (memory == null) {
            memory = new Memory();
            TransactionSynchronizationManager.bindResource(Remembered.class, memory);
            TransactionSynchronizationManager.registerSynchronization(memory);
        }
        return memory;
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
            memory.locked.replace(key, STALE);
        }
    }

    private static final class Memory implements TransactionSynchronization {

        private final Map<Object, Object> answers = new HashMap<>();

        private final Map<Object, Object> locked = new HashMap<>();

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
            this.locked.clear();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Remembered.class);
        }

    }

}
