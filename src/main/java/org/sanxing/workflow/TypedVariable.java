package org.sanxing.workflow;

import java.util.Map;

/**
 * A process variable with its type. Each process has one class that holds all of its own.
 * Ids and routing facts only, never text: variables are cut at 4,000 characters
 * (design.md, rule 2).
 *
 * @param name as the BPMN file writes it
 */
public record TypedVariable<T>(String name, Class<T> type) {

    public static TypedVariable<String> string(String name) {
        return new TypedVariable<>(name, String.class);
    }

    /** For {@link Workflow#start} and {@link Workflow#complete}. */
    public Map.Entry<String, Object> with(T value) {
        return Map.entry(this.name, value);
    }

}
