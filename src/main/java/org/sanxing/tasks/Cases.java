package org.sanxing.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The cases of a module that are not at their end, so that none stands still unseen. A
 * module registers one.
 */
public interface Cases {

    /**
     * Cases for which somebody should have an open task now, by id.
     * @param after id of the last one seen; null from the beginning
     */
    List<OpenCase> open(@Nullable String after, int limit);

    /** The case, where somebody should have an open task of it now. */
    Optional<OpenCase> find(String id);

    /**
     * Starts the procedure again at the step where the case stood; what it has decided
     * stays. Joins the caller's transaction.
     * @throws org.sanxing.common.Refusal where it cannot
     */
    void restart(String id, String administrator, @Nullable String reason);

    /**
     * @param title as people call it
     * @param author account of the person whom it concerns
     * @param since when it came to where it stands
     */
    record OpenCase(String id, String title, String author, Instant since) {

    }

}
