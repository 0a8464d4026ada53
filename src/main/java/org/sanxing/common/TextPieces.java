package org.sanxing.common;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds a text anywhere in others by an index of pairs of characters, where the database
 * has one: PostgreSQL, once its migrations are through (ADR 67). Elsewhere every text is
 * looked at, which comes to the same.
 */
public class TextPieces {

    private final SingletonSupplier<Boolean> known;

    public TextPieces(JdbcClient jdbc) {
        this.known = SingletonSupplier.of(() -> jdbc
            .sql("select count(*) from information_schema.routines where lower(routine_name) = 'sanxing_pieces'")
            .query(Integer.class)
            .single() > 0);
    }

    /** Whether the database has the indexes that only PostgreSQL knows. */
    public boolean indexed() {
        return this.known.obtain();
    }

    /**
     * A condition that holds at least where the text is found or else, with {@code and}
     * before it; empty where nothing can be said quickly. It stands apart from the
     * condition itself, so that PostgreSQL need not reckon the pairs of each row again.
     * @param expression as the index has it
     * @param parameter as it stands in the statement; the text, once
     * @param otherwise further conditions that suffice, each with {@code or} before it
     */
    public String narrow(String expression, String parameter, String text, String otherwise) {
        boolean pair = text.codePointCount(0, text.length()) > 1;
        return (pair && indexed()) ? " and (sanxing_pieces(" + expression + ") collate \"C\" @> sanxing_pieces("
                + parameter + ")" + otherwise + ")" : "";
    }

}
