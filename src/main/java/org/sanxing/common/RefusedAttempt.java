package org.sanxing.common;

import java.time.Instant;

/**
 * Somebody asked for what they may not have, or may not have now. Published by the shell
 * after the action was rolled back; the audit keeps it in a transaction of its own.
 *
 * @param actor account name
 * @param method of the request
 * @param path of the request, without its query
 * @param code of the refusal
 */
public record RefusedAttempt(String actor, String method, String path, String code, Instant at) {

}
