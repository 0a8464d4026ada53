package org.sanxing.common;

/**
 * There is no such thing, or the person may not see it: the two look the same (design.md,
 * rule 6).
 */
public class NotFound extends Refusal {

    /**
     * @param what kebab-case noun, e.g. {@code reflection}; part of the code
     * {@code <what>-not-found}
     */
    public NotFound(String what) {
        super(Kind.NOT_FOUND, what + "-not-found");
    }

}
