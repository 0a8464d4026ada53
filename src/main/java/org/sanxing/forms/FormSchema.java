package org.sanxing.forms;

import java.util.List;
import java.util.Optional;

/**
 * A form as a {@code .form} file describes it, read and known to be supported.
 *
 * @param id the form's id, e.g. {@code reflection-review}
 * @param components in order
 */
public record FormSchema(String id, List<FormComponent> components) {

    /** Finds a field by its key, groups looked through, repeated groups not. */
    public Optional<FormComponent> field(String key) {
        return fields().stream().filter((field) -> key.equals(field.key())).findFirst();
    }

    /** The fields that hold a value, groups flattened; a repeated group is one field. */
    public List<FormComponent> fields() {
        return FormComponent.fieldsOf(this.components);
    }

}
