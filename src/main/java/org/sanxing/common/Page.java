package org.sanxing.common;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is paged by key.
 *
 * @param items at most as many as were asked for
 * @param next opaque cursor of the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Cuts a list that was read one row longer than the page.
     * @param rows up to {@code limit + 1} rows
     * @param key the values of the sort columns of a row, last one unique
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, List<String>> key) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, Cursor.encode(key.apply(items.get(limit - 1))));
    }

    public <R> Page<R> map(Function<? super T, R> mapping) {
        return new Page<>(this.items.stream().<R>map(mapping).toList(), this.next);
    }

}
