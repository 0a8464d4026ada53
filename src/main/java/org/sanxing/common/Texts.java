package org.sanxing.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What people typed, checked and normalised. */
public final class Texts {

    public static final int REASON = 2_000;

    private Texts() {
    }

    /**
     * @throws InvalidInput where it is missing or too long
     */
    public static String needed(String field, @Nullable String text, int limit) {
        String typed = optional(field, text, limit);
        if (typed.isBlank()) {
            throw new InvalidInput(field, "ledger-text-required");
        }
        return typed;
    }

    /**
     * @return empty where there is none
     * @throws InvalidInput where it is too long
     */
    public static String optional(String field, @Nullable String text, int limit) {
        String typed = (text != null) ? text.replace("\r\n", "\n").replace('\r', '\n') : "";
        if (typed.codePointCount(0, typed.length()) > limit) {
            throw new InvalidInput(field, "ledger-too-long", limit);
        }
        if (typed.codePoints().anyMatch((each) -> each < ' ' && each != '\n' && each != '\t')) {
            throw new InvalidInput(field, "ledger-control-character");
        }
        return typed;
    }

    public static String of(Map<String, Object> data, String key) {
        Object text = data.get(key);
        return (text != null) ? text.toString() : "";
    }

    /**
     * What was chosen; a value that the code does not know must never pass for another.
     * @throws InvalidInput where it is not one of those known
     */
    public static String chosen(Map<String, Object> data, String key, Set<String> known) {
        String value = of(data, key);
        if (!known.contains(value)) {
            throw new InvalidInput(key, "unknown-option", key);
        }
        return value;
    }

    /** What a form asked beside what the code knows. */
    public static Map<String, Object> others(Map<String, Object> data, Set<String> known) {
        Map<String, Object> others = new LinkedHashMap<>(data);
        others.keySet().removeAll(known);
        return others;
    }

}
