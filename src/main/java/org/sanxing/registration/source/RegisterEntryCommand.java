package org.sanxing.registration.source;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the page and the API send it. A title that is left out is made of the
 * manifestation; a day that is left out is today.
 *
 * @param branch id; needed from who is on the committees of several
 * @param campaignId to which it belongs; null for none
 * @param category the id or the name of a category of the campaign, or one in words
 * @param responsible account
 */
public record RegisterEntryCommand(@Nullable String branch, @Nullable Source source, @Nullable String title,
        @Nullable String manifestation, @JsonAlias("cause") @Nullable String rootCause, @Nullable String campaignId,
        @Nullable String category, @Nullable String measure, @Nullable String deadlineClass,
        @Nullable String responsible) {

    /** By the paths of its fields; what was not given is left out. */
    public Map<String, String> typed() {
        Map<String, @Nullable String> typed = new LinkedHashMap<>();
        Source from = this.source;
        if (from != null) {
            typed.put(FindingForm.KIND, from.kind);
            typed.put(FindingForm.INSPECTION, from.inspection);
            typed.put(FindingForm.DOCUMENT, from.document);
            typed.put(FindingForm.SOURCE_CATEGORY, from.category);
            typed.put(FindingForm.ITEM, from.item);
            typed.put(FindingForm.CHECK, from.check);
            typed.put(FindingForm.FROM, from.from);
            typed.put(FindingForm.CHANNEL, from.channel);
            typed.put(FindingForm.FOUND_ON, from.foundOn);
            typed.put(FindingForm.RECEIVED_ON, from.receivedOn);
        }
        typed.put("branch", this.branch);
        typed.put("campaignId", this.campaignId);
        typed.put(FindingForm.TITLE, this.title);
        typed.put(FindingForm.MANIFESTATION, this.manifestation);
        typed.put(FindingForm.ROOT_CAUSE, this.rootCause);
        typed.put(FindingForm.CATEGORY, this.category);
        typed.put(FindingForm.MEASURE, this.measure);
        typed.put(FindingForm.CLASS, this.deadlineClass);
        typed.put(FindingForm.RESPONSIBLE, this.responsible);
        typed.values().removeIf((given) -> given == null);
        return typed;
    }

    /**
     * @param kind {@code inspection} (with inspection, document, category, item,
     * foundOn), {@code selfCheck} (check, foundOn) or {@code opinion} (from, channel,
     * receivedOn)
     */
    public record Source(@Nullable String kind, @Nullable String inspection, @Nullable String document,
            @Nullable String category, @Nullable String item, @Nullable String check, @Nullable String from,
            @Nullable String channel, @Nullable String foundOn, @Nullable String receivedOn) {

    }

}
