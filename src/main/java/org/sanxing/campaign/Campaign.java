package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

import org.sanxing.common.CamelCase;

/**
 * A campaign (专项整治) as others see it.
 *
 * @param opens first day
 * @param closes last day on which a material may be submitted
 */
public record Campaign(String id, String title, State state, LocalDate opens, LocalDate closes,
        List<Category> categories, List<Milestone> milestones, int revision) {

    public enum State {

        DRAFT, OPEN, CLOSED, SUMMARISED;

        /** As the HTTP contract and the database write it. */
        @JsonValue
        public String id() {
            return CamelCase.of(this);
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
