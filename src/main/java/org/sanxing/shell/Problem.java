package org.sanxing.shell;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A failure in the words of whoever reads it.
 *
 * @param code stable, part of the HTTP contract
 * @param detail what happened
 * @param advice what can be done
 * @param facts e.g. {@code currentState}
 * @param reference under which the log tells more; null where there is nothing to tell
 */
record Problem(int status, String code, String title, String detail, String advice, Map<String, Object> facts,
        List<Field> errors, @Nullable String reference) {

    record Field(String field, String message) {

    }

}
