package org.sanxing.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A table as the record sees it. Its label is {@code record.table.<name>}.
 *
 * @param key columns of the primary key
 * @param columns of record, those of the key first; none where the table is no part of it
 * @param without columns that are no part of it, and why
 * @param reason why the table is no part of it; empty where it is
 * @param caseColumn column with the id of the case a row belongs to; null where there is
 * none
 * @param caseQuery finds that id for the first column of the key; null where none is
 * needed
 */
public record RecordTable(String name, List<String> key, List<String> columns, Map<String, String> without,
        String reason, @Nullable String caseColumn, @Nullable String caseQuery) {

    /** Why pieces of a hashed content carry no digests of their own. */
    public static final String HASHED = "the hash of what it contains is of record, and is compared with it";

    /** A table of record; what is of record is added with {@link #columns(String)}. */
    public static RecordTable of(String name, String... key) {
        return new RecordTable(name, List.of(key), List.of(key), Map.of(), "", null, null);
    }

    /** A table that is no part of the record. */
    public static RecordTable none(String name, String reason) {
        return new RecordTable(name, List.of(), List.of(), Map.of(), reason, null, null);
    }

    /**
     * @param names with spaces between them
     */
    public RecordTable columns(String names) {
        List<String> all = new ArrayList<>(this.columns);
        all.addAll(List.of(Texts.strip(names).split("\\s+")));
        return new RecordTable(this.name, this.key, List.copyOf(all), this.without, this.reason, this.caseColumn,
                this.caseQuery);
    }

    /**
     * @param names with spaces between them
     */
    public RecordTable without(String names, String why) {
        Map<String, String> all = new LinkedHashMap<>(this.without);
        List.of(Texts.strip(names).split("\\s+")).forEach((column) -> all.put(column, why));
        return new RecordTable(this.name, this.key, this.columns, all, this.reason, this.caseColumn, this.caseQuery);
    }

    /** The case is named in each row. */
    public RecordTable ofCase(String column) {
        return new RecordTable(this.name, this.key, this.columns, this.without, this.reason, column, this.caseQuery);
    }

    /**
     * The case is found elsewhere.
     * @param query by the first column of the key
     */
    public RecordTable caseBy(String query) {
        return new RecordTable(this.name, this.key, this.columns, this.without, this.reason, this.caseColumn, query);
    }

    /**
     * Pieces that, in order, have the first column of the key as their SHA-256.
     * @param content the column with the bytes
     */
    public static RecordTable hashed(String name, String hash, String number, String content) {
        return new RecordTable(name, List.of(), List.of(), Map.of(content, hash + " " + number), HASHED, null, null);
    }

    public boolean isOfRecord() {
        return !this.key.isEmpty();
    }

    /** The columns of record, as a statement lists them. */
    public String list() {
        return String.join(", ", this.columns);
    }

    /** The columns of the key as one text, as the record keys rows by. */
    public String keyExpression() {
        return this.key.stream()
            .map((column) -> "cast(" + column + " as varchar)")
            .collect(Collectors.joining(" || ' ' || "));
    }

}
