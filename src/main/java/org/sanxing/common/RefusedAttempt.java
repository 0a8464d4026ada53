package org.sanxing.common;

import java.time.Instant;

/**
 * Somebody tried what a rule refuses: published once the transaction of the attempt is
 * rolled back, so that a listener can keep it in a transaction of its own.
 *
 * @param actor account name of who tried
 * @param method HTTP method
 * @param path path of the request, without its query
 * @param pattern what that path is one of, e.g. {@code /tasks/{id}}
 * @param code of the {@link Refusal}
 */
public record RefusedAttempt(String actor, String method, String path, String pattern, String code, Instant at) {

}
