package org.sanxing.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where a problem was found (domain.md, Sources of a ledger entry), as the API shows it:
 * its kind, and what belongs to that.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("kind")
public sealed interface EntrySource {

    String REFLECTION = "reflection";

    String INSPECTION = "inspection";

    String SELF_CHECK = "selfCheck";

    String OPINION = "opinion";

    /** The kinds that a branch registers itself. */
    List<String> FOUND = List.of(INSPECTION, SELF_CHECK, OPINION);

    @JsonProperty
    String kind();

    /** Which inspection, which check, or from whom; null for a material. */
    @Nullable String name();

    /** When it was found or received; null for a material. */
    @Nullable LocalDate discoveredOn();

    /** What else is known of it, by field. */
    default Map<String, String> details() {
        return Map.of();
    }

    default boolean ofMaterial() {
        return this instanceof Reflection;
    }

    /**
     * @param version of the material that was registered
     * @param problem index within it, from 0
     */
    record Reflection(String reflectionId, int version, int problem) implements EntrySource {

        @Override
        public String kind() {
            return REFLECTION;
        }

        @Override
        public @Nullable String name() {
            return null;
        }

        @Override
        public @Nullable LocalDate discoveredOn() {
            return null;
        }

    }

    /**
     * @param inspection which inspection from above
     * @param document number of what it wrote
     * @param category within that
     * @param item number of the item within that
     */
    record Inspection(@Nullable String inspection, @Nullable String document, @Nullable String category,
            @Nullable String item, @Nullable LocalDate foundOn) implements EntrySource {

        @Override
        public String kind() {
            return INSPECTION;
        }

        @Override
        public @Nullable String name() {
            return this.inspection;
        }

        @Override
        public @Nullable LocalDate discoveredOn() {
            return this.foundOn;
        }

        @Override
        public Map<String, String> details() {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("document", this.document);
            details.put("category", this.category);
            details.put("item", this.item);
            details.values().removeIf((detail) -> detail == null);
            return details;
        }

    }

    /**
     * @param check which check of the organ's own
     */
    record SelfCheck(@Nullable String check, @Nullable LocalDate foundOn) implements EntrySource {

        @Override
        public String kind() {
            return SELF_CHECK;
        }

        @Override
        public @Nullable String name() {
            return this.check;
        }

        @Override
        public @Nullable LocalDate discoveredOn() {
            return this.foundOn;
        }

    }

    /**
     * @param from whose opinion it is
     * @param channel by which it came
     */
    record Opinion(@Nullable String from, @Nullable String channel,
            @Nullable LocalDate receivedOn) implements EntrySource {

        @Override
        public String kind() {
            return OPINION;
        }

        @Override
        public @Nullable String name() {
            return this.from;
        }

        @Override
        public @Nullable LocalDate discoveredOn() {
            return this.receivedOn;
        }

        @Override
        public Map<String, String> details() {
            return (this.channel != null) ? Map.of("channel", this.channel) : Map.of();
        }

    }

}
