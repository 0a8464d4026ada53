package org.sanxing.audit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.RecordTable;

/**
 * A statement, as far as it changes what is of record.
 *
 * @param table null where it does not
 * @param columns what it is asked to give back
 */
record Change(@Nullable RecordTable table, boolean deletes, String[] columns) {

    private static final Change NONE = new Change(null, false, new String[0]);

    private static final Pattern STATEMENT = Pattern
        .compile("\\s*(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+\"?(\\w+)\"?(.*)", Pattern.DOTALL);

    private static final Pattern NOT_A_WORD = Pattern.compile("\\W+");

    /** Spares a look at every query. */
    static boolean mayBe(String sql) {
        int first = 0;
        while (first < sql.length() && Character.isWhitespace(sql.charAt(first))) {
            first++;
        }
        return first < sql.length() && "iIuUdDmM".indexOf(sql.charAt(first)) >= 0;
    }

    static Change of(String sql, RecordTables tables) {
        Matcher statement = STATEMENT.matcher(sql.toLowerCase(Locale.ROOT));
        if (!statement.matches()) {
            return NONE;
        }
        RecordTable table = tables.find(statement.group(2));
        if (table == null) {
            return NONE;
        }
        String verb = statement.group(1);
        if (verb.startsWith("merge")) {
            throw new IllegalArgumentException("Rows of record are inserted, updated or deleted: " + sql);
        }
        if (verb.equals("update") && !touches(table, assignments(statement.group(3)))) {
            return NONE;
        }
        return new Change(table, verb.startsWith("delete"), table.columns().toArray(String[]::new));
    }

    /** What stands between set and where; with all that it reads. */
    private static String assignments(String rest) {
        int depth = 0;
        for (int i = 0; i < rest.length(); i++) {
            switch (rest.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {
                    if (depth == 0 && rest.startsWith("where", i) && Character.isWhitespace(rest.charAt(i - 1))) {
                        return rest.substring(0, i);
                    }
                }
            }
        }
        return rest;
    }

    private static boolean touches(RecordTable table, String assignments) {
        return Stream.of(NOT_A_WORD.split(assignments)).anyMatch(table.columns()::contains);
    }

}
