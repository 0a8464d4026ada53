package org.sanxing.common;

import java.util.function.Predicate;

/**
 * Something that the system administrator sets up before people begin to work. The module
 * that knows whether it is done registers a bean and brings its label,
 * {@code set-up.<id>}.
 *
 * @param order from top to bottom
 * @param link where it is done
 * @param done for the account that looks
 */
public record SetUpStep(String id, int order, String link, Predicate<String> done) {

}
