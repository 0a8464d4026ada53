package org.sanxing.audit;

/**
 * A verification that nobody asked for found something, or could not tell.
 *
 * @param failures 0 where it could not tell
 * @param first in words
 */
public record RecordDoubted(int failures, String first) {

}
