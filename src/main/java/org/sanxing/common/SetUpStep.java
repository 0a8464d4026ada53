package org.sanxing.common;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Something that is set up before people begin to work, as the system administrator sees
 * it. The module that knows whether it is done registers a bean and brings its label,
 * {@code set-up.<id>}.
 *
 * @param order from top to bottom
 * @param link where it is done; null where others do it
 * @param done for the account that looks
 */
public record SetUpStep(String id, int order, @Nullable String link, Predicate<String> done) {

}
