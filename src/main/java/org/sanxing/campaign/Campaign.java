package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A campaign (专项整治) as others see it.
 *
 * @param opens first day
 * @param closes last day on which a material may be submitted
 */
public record Campaign(String id, String title, State state, LocalDate opens, LocalDate closes,
        List<Category> categories, List<Milestone> milestones, int revision) {

    public enum State {

        DRAFT("draft"), OPEN("open"), CLOSED("closed"), SUMMARISED("summarised");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** As the HTTP contract and the database write it. */
        public String id() {
            return this.id;
        }

    }

    /** A focus problem (整治重点). */
    public record Category(String id, String name) {

    }

    public record Milestone(String title, LocalDate from, LocalDate to) {

    }

    public Optional<Category> category(String id) {
        return this.categories.stream().filter((category) -> category.id().equals(id)).findFirst();
    }

}
