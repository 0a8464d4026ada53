package org.sanxing.common;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the home of an administrator counts of a module: late work, failed deliveries. The
 * module registers it as a bean and brings its label, {@code desk.<id>}, and what is said
 * where there is nothing, {@code desk.<id>.none}.
 */
public interface DeskItems {

    String id();

    /** Ids of the roles whose home has it. */
    default Set<String> desks() {
        return Set.of("auditor");
    }

    /**
     * @param account the administrator's
     * @param limit how many are listed; all are counted
     */
    Found find(String account, int limit);

    /**
     * @param items the oldest first
     * @param link to all of them; null where no page of theirs lists them
     */
    record Found(long count, List<Item> items, @Nullable String link) {

    }

    /**
     * @param at since when, or what it was due; null where there is no time to it
     * @param link null where they may open nothing
     */
    record Item(String text, @Nullable Instant at, @Nullable String link) {

    }

}
