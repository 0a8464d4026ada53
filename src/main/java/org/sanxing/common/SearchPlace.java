package org.sanxing.common;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the search field finds of one kind. The module that has it registers a bean, and
 * finds only what the page of the list shows to the account.
 *
 * @param id its heading is {@code search.place.<id>}
 * @param audience as of {@link NavigationEntry}
 * @param list where the whole list is, to which {@code q} is added; null where none
 */
public record SearchPlace(String id, int order, Set<String> audience, @Nullable String list, Finder finder) {

    /** How many of the newest are looked through for initials of their titles. */
    public static final int NEWEST = 200;

    /** For those who are none of the three administrators, or (audience) for these. */
    public SearchPlace(String id, int order, @Nullable String list, Finder finder, String... audience) {
        this(id, order, Set.of(audience), list, finder);
    }

    public boolean shownTo(String each) {
        return this.audience.isEmpty() || this.audience.contains(each);
    }

    /**
     * What a text finds, and what of the newest it may be the initials of the title of:
     * no index knows them.
     * @param newest is asked where two letters or more were typed
     */
    public static <T> List<T> withInitials(String text, int most, List<T> found, Supplier<List<T>> newest,
            Function<T, String> title) {
        String letters = text.toLowerCase(Locale.ROOT);
        Stream<T> also = letters.matches("[a-z]{2,}")
                ? newest.get().stream().filter((one) -> Pinyin.initials(title.apply(one)).contains(letters))
                : Stream.of();
        return Stream.concat(found.stream(), also).distinct().limit(most).toList();
    }

    /** Finds for an account. */
    public interface Finder {

        /**
         * @param text as it was typed, without blanks around it
         * @return no more than are asked for
         */
        List<Hit> find(String account, String text, int most);

    }

    /**
     * @param link without the context path
     * @param about what tells it from others of the same title; empty for nothing
     */
    public record Hit(String link, String title, String about) {

    }

}
