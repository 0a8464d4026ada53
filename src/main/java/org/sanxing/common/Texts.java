package org.sanxing.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What people typed, checked and normalised. Nothing else in the product decides what is
 * blank: text that nobody can see is no text, wherever one is asked for.
 */
public final class Texts {

    public static final int REASON = 2_000;

    private Texts() {
    }

    /** Whether nothing can be read in it. */
    public static boolean isBlank(@Nullable String text) {
        return text == null || text.codePoints().allMatch(Texts::isUnseen);
    }

    /** Without what cannot be seen at its ends; empty where it is null. */
    public static String strip(@Nullable String text) {
        if (text == null) {
            return "";
        }
        int from = 0;
        int to = text.length();
        while (from < to && isUnseen(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isUnseen(text.codePointBefore(to)) && !isPartOfBefore(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /**
     * A number, date or time as programs read it: keyboards for Chinese type digits and
     * signs in full width.
     */
    public static String figures(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int at = 0; at < plain.length(); at++) {
            char each = plain.charAt(at);
            if (each >= '\uFF01' && each <= '\uFF5E') {
                plain.setCharAt(at, (char) (each - 0xFEE0));
            }
        }
        return plain.toString();
    }

    /** White space, and what Unicode calls ignorable or leaves empty. */
    private static boolean isUnseen(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)
                || point == 0xAD || point == 0x61C || point == 0x115F || point == 0x1160 || point == 0x17B4
                || point == 0x17B5 || (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x206F) || point == 0x2800 || point == 0x3164 || point == 0xFEFF
                || point == 0xFFA0 || (point >= 0xFFF0 && point <= 0xFFFB) || (point >= 0x1BCA0 && point <= 0x1BCA3)
                || (point >= 0x1D173 && point <= 0x1D17A) || isPartOfBefore(point);
    }

    /** Unseen, but it chooses the form of the character before, of a name, say. */
    private static boolean isPartOfBefore(int point) {
        return point == 0x34F || (point >= 0x180B && point <= 0x180F) || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    /**
     * @throws InvalidInput where it is missing or too long
     */
    public static String needed(String field, @Nullable String text, int limit) {
        String typed = optional(field, text, limit);
        if (typed.isEmpty()) {
            throw new InvalidInput(field, "ledger-text-required");
        }
        return typed;
    }

    /**
     * @return empty where there is none that can be seen
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
        return isBlank(typed) ? "" : typed;
    }

    /** No longer than so many characters, of which none is cut in two. */
    public static String cut(String text, int most) {
        return (text.codePointCount(0, text.length()) > most) ? text.substring(0, text.offsetByCodePoints(0, most))
                : text;
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
