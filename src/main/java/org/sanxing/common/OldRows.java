package org.sanxing.common;

/**
 * Rows that go once they are older than logs are kept (sanxing.retention.logs). They must
 * be no part of the record.
 *
 * @param key the column with the primary key
 * @param at the column with the instant that counts
 * @param condition what else must be so, as SQL has it
 */
public record OldRows(String table, String key, String at, String condition) {

}
