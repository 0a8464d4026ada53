package org.sanxing.attachment;

import java.util.ArrayList;
import java.util.List;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;

/**
 * The file under examination, for saying what is wrong with it.
 *
 * @param name already safe
 */
record Suspect(String field, String name) {

    /** The message's first argument is the file's name. */
    InvalidInput refused(String code, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(this.name);
        arguments.addAll(List.of(more));
        return new InvalidInput(List.of(new FieldError(this.field, code, arguments)));
    }

}
