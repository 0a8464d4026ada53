package org.sanxing.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What events are looked for by, as the page and the API take it.
 *
 * @param from an instant with offset, or a day of the organ's zone
 * @param to likewise; a day is included whole
 * @param q found anywhere in the detail or the object
 * @param kind {@code readings} or {@code signIns}; with an actor, the sign-ins of that
 * account, whoever tried; null for all
 */
record EventQuery(@Nullable String actor, @Nullable String action, @Nullable String from, @Nullable String to,
        @Nullable String result, @Nullable String q, @Nullable String kind) {

    /** Chains of who came by the sign-in page, and who left. */
    private static final String DOOR = "door";

    /** Whether anything was asked for. */
    public boolean filters() {
        return !parameters().isEmpty();
    }

    static EventQuery of(Map<String, String> parameters) {
        return new EventQuery(parameters.get("actor"), parameters.get("action"), parameters.get("from"),
                parameters.get("to"), parameters.get("result"), parameters.get("q"), parameters.get("kind"));
    }

    /** The same, of this account. */
    public EventQuery by(String account) {
        return new EventQuery(account, this.action, this.from, this.to, this.result, this.q, this.kind);
    }

    /** What was asked for, by name. */
    Map<String, String> parameters() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "q", this.q);
        put(given, "actor", this.actor);
        put(given, "action", this.action);
        put(given, "kind", this.kind);
        put(given, "result", this.result);
        put(given, "from", this.from);
        put(given, "to", this.to);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String text) {
        if (!Texts.isBlank(text)) {
            given.put(name, Texts.strip(text));
        }
    }

    /** As a URL has it, with its question mark; empty where nothing was asked for. */
    public String string() {
        UriComponentsBuilder url = UriComponentsBuilder.newInstance();
        Map<String, String> given = parameters();
        given.keySet().forEach((name) -> url.queryParam(name, "{" + name + "}"));
        return url.encode().buildAndExpand(given).toUriString();
    }

    /**
     * @throws InvalidInput naming the bound that is no moment, or the kind that is none
     */
    AuditEvents.Filter filter(ZoneId zone) {
        String chains = null;
        String person = this.actor;
        if (!Texts.isBlank(this.kind)) {
            switch (this.kind) {
                case "readings" -> chains = "readings:";
                case "signIns" -> {
                    chains = !Texts.isBlank(person) ? DOOR + ":" + Texts.strip(person) : DOOR;
                    person = null;
                }
                default -> throw new InvalidInput("kind", "audit-kind");
            }
        }
        return new AuditEvents.Filter(person, this.action, bound("from", this.from, zone, 0),
                bound("to", this.to, zone, 1), this.result, this.q, chains);
    }

    private static @Nullable Instant bound(String field, @Nullable String text, ZoneId zone, int days) {
        if (Texts.isBlank(text)) {
            return null;
        }
        try {
            // A plus sign in a URL arrives as a space.
            String stripped = Texts.figures(Texts.strip(text)).replace(' ', '+');
            return (stripped.length() == 10) ? LocalDate.parse(stripped).plusDays(days).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(stripped).toInstant();
        }
        catch (DateTimeException ex) {
            throw new InvalidInput(field, "date");
        }
    }

}
