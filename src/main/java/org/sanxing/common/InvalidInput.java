package org.sanxing.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Input that was refused, with a reason for each field. Nothing was changed. */
public class InvalidInput extends Refusal {

    private final List<FieldError> errors;

    public InvalidInput(List<FieldError> errors) {
        super(Kind.INVALID, "invalid-input", errors.size());
        this.errors = List.copyOf(errors);
    }

    public InvalidInput(String field, String code, Object... arguments) {
        this(List.of(FieldError.of(field, code, arguments)));
    }

    public List<FieldError> errors() {
        return this.errors;
    }

    /**
     * What a page shows beside its fields: the first error of each; none for another
     * refusal.
     */
    public static Map<String, FieldError> byField(@Nullable Refusal refused) {
        Map<String, FieldError> first = new LinkedHashMap<>();
        if (refused instanceof InvalidInput invalid) {
            invalid.errors.forEach((error) -> first.putIfAbsent(error.field(), error));
        }
        return first;
    }

}
