package org.sanxing.common;

import java.util.List;

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

}
