package org.sanxing.common;

import java.util.List;

/**
 * What is wrong with one field.
 *
 * @param field path of the field, e.g. {@code problems[0].cause}
 * @param code kebab-case; {@code field-error.<code>} is the message key
 * @param arguments what the message names, in order; the first is often the field's label
 */
public record FieldError(String field, String code, List<Object> arguments) {

    public static FieldError of(String field, String code, Object... arguments) {
        return new FieldError(field, code, List.of(arguments));
    }

}
