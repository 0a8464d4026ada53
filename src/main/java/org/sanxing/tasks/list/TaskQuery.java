package org.sanxing.tasks.list;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.CamelCase;
import org.sanxing.common.Cursor;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Texts;
import org.sanxing.tasks.WorkItem;

/**
 * What a reader of the task list asks for.
 *
 * @param department id of one whose tasks, with those below it, are wanted; null for all
 * @param from when the wanted tasks began at the earliest; null for any time
 * @param to before which they began; null for any time
 * @param text looked for in titles, names of authors and numbers; null for all
 * @param after the last row of the page before; empty for the first page
 */
public record TaskQuery(View view, Sort sort, @Nullable String kind, @Nullable String campaignId,
        @Nullable String department, @Nullable State state, @Nullable Instant from, @Nullable Instant to,
        @Nullable String text, int limit, Optional<After> after) {

    public enum View {

        TODO, DONE, STARTED, INVOLVED, COPIED;

        /** The view of a name; what is to do where there is none. */
        public static View of(@Nullable String id) {
            return Arrays.stream(values()).filter((view) -> view.id().equals(id)).findFirst().orElse(TODO);
        }

        public String id() {
            return CamelCase.of(this);
        }

    }

    public enum Sort {

        CREATED_AT, DUE_AT;

        public String id() {
            return CamelCase.of(this);
        }

    }

    public enum State {

        OPEN, OVERDUE, UNREAD, DONE, CANCELLED

    }

    /**
     * @param then when it began, of those that are due at the same time
     */
    public record After(Instant at, Instant then, String id) {

    }

    /** The most urgent of a view. */
    public static TaskQuery of(View view, int limit) {
        return new TaskQuery(view, Sort.DUE_AT, null, null, null, null, null, null, null, limit, Optional.empty());
    }

    /** The same with words in it. */
    public TaskQuery finding(String words) {
        return new TaskQuery(this.view, this.sort, this.kind, this.campaignId, this.department, this.state, this.from,
                this.to, words, this.limit, this.after);
    }

    /**
     * The parameters of a request, as they came.
     *
     * @param view {@code todo}, {@code done}, {@code started}, {@code involved} or
     * {@code copied}; {@code todo} where it is left out
     * @param state {@code open}, {@code overdue}, {@code unread}, {@code done} or
     * {@code cancelled}
     * @param from ISO date, inclusive, of when the task began
     * @param to ISO date, inclusive
     */
    public record Parameters(@Schema(implementation = View.class) @Nullable String view,
            @Schema(implementation = Sort.class) @Nullable String sort, @Nullable String kind,
            @Nullable String campaignId, @Nullable String department,
            @Schema(implementation = State.class) @Nullable String state, @Nullable String from, @Nullable String to,
            @Nullable String q, @Nullable Integer limit, @Nullable String cursor) {

        /** The same for a page that shows a certain number of rows. */
        public Parameters limited(int rows) {
            return new Parameters(this.view, this.sort, this.kind, this.campaignId, this.department, this.state,
                    this.from, this.to, this.q, rows, this.cursor);
        }

        /**
         * Reads them.
         * @param zone of the organ
         * @throws InvalidInput naming the parameter
         */
        public TaskQuery query(Sort sortedBy, ZoneId zone) {
            LocalDate first = date("from", this.from);
            LocalDate last = date("to", this.to);
            if (first != null && last != null && last.isBefore(first)) {
                throw new InvalidInput("to", "tasks-to-before-from");
            }
            return new TaskQuery(choice(View.class, "view", this.view).orElse(View.TODO),
                    choice(Sort.class, "sort", this.sort).orElse(sortedBy), blankToNull(this.kind),
                    blankToNull(this.campaignId), blankToNull(this.department),
                    choice(State.class, "state", this.state).orElse(null),
                    (first != null) ? first.atStartOfDay(zone).toInstant() : null,
                    (last != null) ? last.plusDays(1).atStartOfDay(zone).toInstant() : null, blankToNull(this.q),
                    PageLimit.of(this.limit), Cursor.decode(this.cursor, 3).map(TaskQuery::after));
        }

    }

    private static @Nullable LocalDate date(String field, @Nullable String text) {
        if (Texts.isBlank(text)) {
            return null;
        }
        try {
            return LocalDate.parse(Texts.figures(Texts.strip(text)));
        }
        catch (DateTimeException ex) {
            throw new InvalidInput(field, "date");
        }
    }

    private static After after(List<String> key) {
        try {
            return new After(Instant.parse(key.get(0)), Instant.parse(key.get(1)), key.get(2));
        }
        catch (DateTimeException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

    private static <E extends Enum<E>> Optional<E> choice(Class<E> type, String field, @Nullable String value) {
        if (Texts.isBlank(value)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
            .filter((constant) -> CamelCase.of(constant).equals(value))
            .findFirst()
            .orElseThrow(() -> new InvalidInput(field, "unknown-option", field, value)));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return Texts.isBlank(value) ? null : Texts.strip(value);
    }

    /**
     * Done is sorted by when it was done, and copies by when they came, whatever is asked
     * for.
     */
    String column() {
        return switch (this.view) {
            case DONE -> "w.ended_at";
            case COPIED -> "c.copied_at";
            default -> (this.sort == Sort.DUE_AT) ? "w.due_order" : "w.created_at";
        };
    }

    /** What is due first comes first, then the oldest; otherwise the newest. */
    boolean ascending() {
        return this.view != View.DONE && this.view != View.COPIED && this.sort == Sort.DUE_AT;
    }

    /** The key of a row, for the cursor. */
    List<String> key(TaskRow row) {
        WorkItem item = row.item();
        Instant at = switch (column()) {
            case "w.ended_at" -> item.endedAt();
            case "c.copied_at" -> (row.copy() != null) ? row.copy().at() : null;
            case "w.due_order" -> (item.dueAt() != null) ? item.dueAt() : WorkItems.NEVER;
            default -> item.createdAt();
        };
        return List.of(String.valueOf(at), item.createdAt().toString(), item.id());
    }

}
