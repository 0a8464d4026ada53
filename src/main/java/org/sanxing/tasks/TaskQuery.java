package org.sanxing.tasks;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.PageLimit;

/**
 * What a reader of the task list asks for.
 *
 * @param text looked for in titles and names of authors; null for all
 * @param after the last row of the page before; empty for the first page
 */
record TaskQuery(View view, Sort sort, @Nullable String kind, @Nullable String campaignId, @Nullable String text,
        int limit, Optional<After> after) {

    enum View {

        TODO, DONE, STARTED, INVOLVED

    }

    enum Sort {

        CREATED_AT, DUE_AT

    }

    record After(Instant at, String id) {

    }

    /**
     * Reads the parameters of a request.
     * @throws InvalidInput naming the parameter
     */
    static TaskQuery of(@Nullable String view, @Nullable String sort, @Nullable String kind,
            @Nullable String campaignId, @Nullable String text, @Nullable Integer limit, @Nullable String cursor) {
        return new TaskQuery(choice(View.class, "view", view, View.TODO),
                choice(Sort.class, "sort", sort, Sort.CREATED_AT), blankToNull(kind), blankToNull(campaignId),
                blankToNull(text), PageLimit.of(limit), Cursor.decode(cursor, 2).map(TaskQuery::after));
    }

    private static After after(List<String> key) {
        try {
            return new After(Instant.parse(key.get(0)), key.get(1));
        }
        catch (DateTimeException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String field, @Nullable String value, E otherwise) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants())
            .filter((constant) -> camelCase(constant.name()).equals(value))
            .findFirst()
            .orElseThrow(() -> new InvalidInput(field, "unknown-option", field, value));
    }

    private static String camelCase(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return (value == null || value.isBlank()) ? null : value.strip();
    }

    /** The done list is sorted by when it was done, whatever is asked for. */
    String column() {
        if (this.view == View.DONE) {
            return "ended_at";
        }
        return (this.sort == Sort.DUE_AT) ? "due_order" : "created_at";
    }

    /** What is due first comes first; otherwise the newest. */
    boolean ascending() {
        return this.view != View.DONE && this.sort == Sort.DUE_AT;
    }

    /** The key of a row, for the cursor. */
    List<String> key(WorkItem item) {
        Instant at = switch (column()) {
            case "ended_at" -> item.endedAt();
            case "due_order" -> (item.dueAt() != null) ? item.dueAt() : WorkItems.NEVER;
            default -> item.createdAt();
        };
        return List.of(String.valueOf(at), item.id());
    }

}
