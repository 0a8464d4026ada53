package org.sanxing.tasks;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.NotFound;

/** What can be done with a task, as the matrix in {@code src/docs/tasks.md} lists it. */
public enum Operation {

    /** Decide it; a delegate hands it back with a proposal. */
    COMPLETE,
    /** Take a group's task for oneself. */
    CLAIM,
    /** Give it back to the group; a delegate hands it back without a proposal. */
    RELEASE,
    /** Give it to somebody else for good (转办). */
    TRANSFER,
    /** Have it prepared by somebody else; it comes back to the owner (委派). */
    DELEGATE,
    /** Call it back from the delegate. */
    RECALL,
    /** Ask colleagues for an opinion (征求意见, 加签). */
    CONSULT,
    /** Tell others of it (抄送). */
    COPY,
    /** Ask its holder to make haste (催办). */
    URGE,
    /** Undo one's own decision while nobody has acted on it (拿回). */
    TAKE_BACK;

    /** As the API writes it, e.g. {@code takeBack}. */
    public String id() {
        return CamelCase.of(this);
    }

    /** As addresses write it, e.g. {@code take-back}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws NotFound where there is none of this path
     */
    public static Operation ofPath(@Nullable String path) {
        return Arrays.stream(values())
            .filter((operation) -> operation.path().equals(path))
            .findFirst()
            .orElseThrow(() -> new NotFound("page"));
    }

}
