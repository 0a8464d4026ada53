package org.sanxing.common;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds a text anywhere in others by an index of pairs of characters, where the database
 * has one: PostgreSQL, once its migrations are through (ADR 67). Elsewhere every text is
 * looked at, which comes to the same.
 */
public class TextPieces {

    private final SingletonSupplier<Boolean> indexed;

    public TextPieces(JdbcClient jdbc) {
        this.indexed = SingletonSupplier.of(() -> jdbc
            .sql("select count(*) from information_schema.routines where lower(routine_name) = 'sanxing_pieces'")
            .query(Integer.class)
            .single() > 0);
    }

    /**
     * A condition that holds at least where the text is found, with {@code and} before
     * it; empty where nothing can be said quickly. It comes after the condition itself:
     * where no index is used, that one is quicker to refuse a row.
     * @param expression as the index has it
     * @param parameter as it stands in the statement; the text, once
     */
    public String narrow(String expression, String parameter, String text) {
        boolean pair = text.codePointCount(0, text.length()) > 1;
        return (pair && this.indexed.obtain())
                ? " and sanxing_pieces(" + expression + ") @> sanxing_pieces(" + parameter + ")" : "";
    }

}
