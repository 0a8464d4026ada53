package org.sanxing.common;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A place in the navigation. The module whose pages it leads to registers it as a bean
 * and brings its label, {@code shell.nav.<id>}, one for the bottom bar of a phone where
 * it is too long, {@code shell.nav.<id>.short}, and its icon, {@code img/nav/<id>.svg}.
 *
 * @param id what a page passes to the layout as {@code nav}
 * @param order from top to bottom
 * @param audience to whom it is shown: {@link #STAFF}, the roles of the three
 * administrators; to everybody where nobody is named
 * @param count what waits there for an account; null where nothing is counted
 */
public record NavigationEntry(String id, String link, int order, Set<String> audience,
        @Nullable Function<String, Count> count) {

    /** Everybody who is none of the three administrators. */
    public static final String STAFF = "staff";

    public NavigationEntry(String id, String link, int order, String... audience) {
        this(id, link, order, Set.of(audience), null);
    }

    public NavigationEntry counted(Function<String, Count> counter) {
        return new NavigationEntry(this.id, this.link, this.order, this.audience, counter);
    }

    public boolean shownTo(String each) {
        return this.audience.isEmpty() || this.audience.contains(each);
    }

    public String label() {
        return "shell.nav." + this.id;
    }

    /** For the bottom bar of a phone. */
    public MessageSourceResolvable shortLabel() {
        return new DefaultMessageSourceResolvable(new String[] { label() + ".short", label() });
    }

    /**
     * @param unseen how many of them have come since the person last looked
     */
    public record Count(int open, int overdue, int unseen) {

        public static final Count NONE = new Count(0, 0, 0);

        public Count plus(Count other) {
            return new Count(this.open + other.open, this.overdue + other.overdue, this.unseen + other.unseen);
        }

    }

}
