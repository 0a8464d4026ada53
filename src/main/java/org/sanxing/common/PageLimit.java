package org.sanxing.common;

import org.jspecify.annotations.Nullable;

/** How many rows a page holds: 50 unless asked for, at most 200 (api.md, General). */
public final class PageLimit {

    public static final int DEFAULT = 50;

    public static final int MAXIMUM = 200;

    private PageLimit() {
    }

    /**
     * @throws InvalidInput on field {@code limit} where it is not between 1 and 200
     */
    public static int of(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (limit < 1 || limit > MAXIMUM) {
            throw new InvalidInput("limit", "range", 1, MAXIMUM);
        }
        return limit;
    }

}
