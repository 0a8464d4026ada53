package org.sanxing.registration.source;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * A finding as the API takes it. A title that is left out is made of the manifestation; a
 * day that is left out is today.
 *
 * @param branch id; needed from who is on the committees of several
 * @param category the id or the name of a category of the campaign, or one in words
 * @param responsible account
 */
public record FindingBody(@Nullable String branch, @Nullable SourceBody source, @Nullable String title,
        @Nullable String manifestation, @JsonAlias("cause") @Nullable String rootCause, @Nullable String campaignId,
        @Nullable String category, @Nullable String measure, @Nullable String deadlineClass,
        @Nullable String responsible) {

    /** By the paths of {@link FindingForm}; what was not given is left out. */
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        SourceBody from = this.source;
        if (from != null) {
            put(typed, FindingForm.KIND, from.kind());
            put(typed, FindingForm.INSPECTION, from.inspection());
            put(typed, FindingForm.DOCUMENT, from.document());
            put(typed, FindingForm.SOURCE_CATEGORY, from.category());
            put(typed, FindingForm.ITEM, from.item());
            put(typed, FindingForm.CHECK, from.check());
            put(typed, FindingForm.FROM, from.from());
            put(typed, FindingForm.CHANNEL, from.channel());
            put(typed, FindingForm.FOUND_ON, from.foundOn());
            put(typed, FindingForm.RECEIVED_ON, from.receivedOn());
        }
        put(typed, FindingForm.TITLE, this.title);
        put(typed, FindingForm.MANIFESTATION, this.manifestation);
        put(typed, FindingForm.ROOT_CAUSE, this.rootCause);
        put(typed, FindingForm.CATEGORY, this.category);
        put(typed, FindingForm.MEASURE, this.measure);
        put(typed, FindingForm.CLASS, this.deadlineClass);
        put(typed, FindingForm.RESPONSIBLE, this.responsible);
        return typed;
    }

    private static void put(Map<String, String> typed, String field, @Nullable String given) {
        if (given != null) {
            typed.put(field, given);
        }
    }

    /**
     * @param kind {@code inspection} (with inspection, document, category, item,
     * foundOn), {@code selfCheck} (check, foundOn) or {@code opinion} (from, channel,
     * receivedOn)
     */
    public record SourceBody(@Nullable String kind, @Nullable String inspection, @Nullable String document,
            @Nullable String category, @Nullable String item, @Nullable String check, @Nullable String from,
            @Nullable String channel, @Nullable String foundOn, @Nullable String receivedOn) {

    }

}
