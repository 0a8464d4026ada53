package org.sanxing.registration.source;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        @Nullable String category, @Nullable String measure,
        @Schema(implementation = DeadlineClass.class) @Nullable String deadlineClass, @Nullable String responsible) {

    /** By the paths of its fields; what was not given is left out. */
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        add(typed, "", JsonMapper.shared().valueToTree(this));
        return typed;
    }

    private static void add(Map<String, String> typed, String path, JsonNode given) {
        given.properties().forEach((field) -> {
            if (field.getValue().isString()) {
                typed.put(path + field.getKey(), field.getValue().stringValue());
            }
            add(typed, path + field.getKey() + ".", field.getValue());
        });
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
