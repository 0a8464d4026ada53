package org.sanxing.shell;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How many requests of one kind run at the same time, and how many more wait shortly.
 * Nothing is kept of those who ask for nothing.
 */
final class AtOnce {

    private final int most;

    private final int waiting;

    private final Duration wait;

    private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();

    AtOnce(int most, int waiting, Duration wait) {
        this.most = most;
        this.waiting = waiting;
        this.wait = wait;
    }

    /** Whoever gets in has to {@link #leave}. */
    boolean enter(String key) {
        Place place = Objects.requireNonNull(this.places.compute(key,
                (same, there) -> (there != null) ? there.with(1) : new Place(new Semaphore(this.most, true), 1)));
        boolean in = false;
        try {
            in = place.there() <= this.most + this.waiting
                    && place.running().tryAcquire(this.wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (!in) {
            gone(key);
        }
        return in;
    }

    void leave(String key) {
        Objects.requireNonNull(this.places.get(key)).running().release();
        gone(key);
    }

    private void gone(String key) {
        this.places.computeIfPresent(key, (same, place) -> place.with(-1));
    }

    int keys() {
        return this.places.size();
    }

    /**
     * @param there how many run or wait
     */
    private record Place(Semaphore running, int there) {

        @Nullable Place with(int more) {
            return (this.there + more > 0) ? new Place(this.running, this.there + more) : null;
        }

    }

}
