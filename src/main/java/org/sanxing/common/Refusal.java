package org.sanxing.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An action that a rule refuses. Each rule has its own subclass; the shell maps all of
 * them, once, to a status and to a message whose key is {@code error.<code>}.
 */
public abstract class Refusal extends RuntimeException {

    /** How a refusal is told: the HTTP status of the API and of the error page. */
    public enum Kind {

        INVALID(400), FORBIDDEN(403), NOT_FOUND(404), CONFLICT(409), TOO_LARGE(413), UNSUPPORTED(415),
        UNPROCESSABLE(422), TOO_MANY(429);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return this.status;
        }

    }

    private final Kind kind;

    private final String code;

    private final List<Object> arguments;

    private final Map<String, Object> facts = new LinkedHashMap<>();

    /**
     * @param kind how it is told
     * @param code stable, kebab-case, part of the HTTP contract; {@code error.<code>} is
     * its message key
     * @param arguments what the message names, in order
     */
    protected Refusal(Kind kind, String code, Object... arguments) {
        super(code);
        this.kind = kind;
        this.code = code;
        this.arguments = List.of(arguments);
    }

    /**
     * Adds a fact that the API shows beside the message, such as {@code currentState},
     * {@code actor} or {@code at}. A null value is left out.
     */
    protected final void fact(String name, @Nullable Object value) {
        if (value != null) {
            this.facts.put(name, value);
        }
    }

    public final Kind kind() {
        return this.kind;
    }

    public final String code() {
        return this.code;
    }

    public final List<Object> arguments() {
        return this.arguments;
    }

    public final Map<String, Object> facts() {
        return Map.copyOf(this.facts);
    }

}
