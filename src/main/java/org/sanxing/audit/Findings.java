package org.sanxing.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** What a verification gathers on its way, in bounded memory. */
final class Findings {

    static final int MOST = 1000;

    private final List<Failure> failures = new ArrayList<>();

    private final Set<String> unknownKeys = new TreeSet<>();

    long events;

    long chains;

    long rows;

    int tables;

    private long tombstones;

    private long purged;

    private @Nullable Instant purgedBefore;

    void add(Failure failure) {
        if (this.failures.size() < MOST) {
            this.failures.add(failure);
        }
    }

    void addAll(Collection<Failure> more) {
        more.forEach(this::add);
    }

    /** What was sealed or signed with it cannot be told. */
    void unknownKeys(Collection<String> ids) {
        this.unknownKeys.addAll(ids);
    }

    void purged(Tombstone one) {
        this.tombstones++;
        this.purged += one.events();
        this.purgedBefore = one.before();
    }

    Verification verified(Instant at, @Nullable Checkpoint checkpoint, long witnessed, boolean published) {
        return new Verification(this.failures.isEmpty(), this.events, this.chains, this.rows, this.tables,
                this.tombstones, this.purged, this.purgedBefore, checkpoint, witnessed, published,
                List.copyOf(this.failures), List.copyOf(this.unknownKeys), at);
    }

}
