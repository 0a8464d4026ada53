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
    default String kind() {
        return (this instanceof Reflection) ? REFLECTION
                : (this instanceof Inspection) ? INSPECTION : (this instanceof SelfCheck) ? SELF_CHECK : OPINION;
    }

    /** Which inspection, which check, or from whom; null for a material. */
    default @Nullable String name() {
        return null;
    }

    /** When it was found or received; null for a material. */
    default @Nullable LocalDate discoveredOn() {
        return null;
    }

    /** What else is known of what was found or said, by field. */
    default Map<String, String> details() {
        Map<String, @Nullable String> details = new LinkedHashMap<>();
        if (this instanceof Inspection found) {
            details.put("document", found.document());
            details.put("category", found.category());
            details.put("item", found.item());
        }
        else if (this instanceof Opinion said) {
            details.put("channel", said.channel());
        }
        details.values().removeIf((detail) -> detail == null);
        return details;
    }

    default boolean ofMaterial() {
        return this instanceof Reflection;
    }

    /**
     * @param version of the material that was registered
     * @param problem index within it, from 0
     */
    record Reflection(String reflectionId, int version, int problem) implements EntrySource {

    }

    /**
     * @param name which inspection from above
     * @param document number of what it wrote
     * @param category within that
     * @param item number of the item within that
     */
    record Inspection(@JsonProperty("inspection") @Nullable String name, @Nullable String document,
            @Nullable String category, @Nullable String item,
            @JsonProperty("foundOn") @Nullable LocalDate discoveredOn) implements EntrySource {

    }

    /**
     * @param name which check of the organ's own
     */
    record SelfCheck(@JsonProperty("check") @Nullable String name,
            @JsonProperty("foundOn") @Nullable LocalDate discoveredOn) implements EntrySource {

    }

    /**
     * @param name whose opinion it is
     * @param channel by which it came
     */
    record Opinion(@JsonProperty("from") @Nullable String name, @Nullable String channel,
            @JsonProperty("receivedOn") @Nullable LocalDate discoveredOn) implements EntrySource {

    }

}
