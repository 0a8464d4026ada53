package org.sanxing.audit;

/**
 * The last checkpoint, to be given to the auditor, so that it lies where the database
 * does not reach.
 *
 * @param size how many events it covers
 * @param line what proves it
 */
public record CheckpointOfTheDay(long number, long size, String at, String line) {

}
