package org.sanxing.common;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One answer kept in memory beyond a transaction, for what changes seldom and may reach
 * another node some seconds late.
 */
public final class Briefly<T> {

    private final long nanos;

    private volatile @Nullable Kept<T> kept;

    /**
     * @param span how late a change on another node may be seen
     */
    public Briefly(Duration span) {
        this.nanos = span.toNanos();
    }

    public T get(Supplier<T> read) {
        Kept<T> known = this.kept;
        if (known == null || System.nanoTime() - known.since() > this.nanos) {
            known = new Kept<>(read.get(), System.nanoTime());
            this.kept = known;
        }
        return known.value();
    }

    /** To be called where it changes: forgets it now, and once this is committed. */
    public void forget() {
        this.kept = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCompletion(int status) {
                    Briefly.this.kept = null;
                }

            });
        }
    }

    private record Kept<T>(T value, long since) {

    }

}
