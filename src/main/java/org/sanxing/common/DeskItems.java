package org.sanxing.common;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the auditor's desk counts of a module: late work, failed deliveries. The module
 * registers it as a bean and brings its label, {@code desk.<id>}, and what is said where
 * there is nothing, {@code desk.<id>.none}.
 */
public interface DeskItems {

    String id();

    /**
     * @param account the auditor's
     * @param limit how many are listed; all are counted
     */
    Found find(String account, int limit);

    /**
     * @param items the oldest first
     * @param link to all of them; null where no page of the auditor's lists them
     */
    record Found(long count, List<Item> items, @Nullable String link) {

    }

    /**
     * @param at since when, or what it was due
     * @param link null where the auditor may open nothing
     */
    record Item(String text, Instant at, @Nullable String link) {

    }

}
