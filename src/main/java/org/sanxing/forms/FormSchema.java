package org.sanxing.forms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Finds a field by its path, repeated groups looked through.
     * @param path e.g. {@code experience}, {@code problems[].cause} or
     * {@code problems[3].cause}
     */
    public Optional<FormComponent> find(String path) {
        List<FormComponent> level = fields();
        String[] keys = path.split("\\[\\d*\\]\\.", -1);
        for (int i = 0; i < keys.length; i++) {
            String key = keys[i];
            Optional<FormComponent> found = level.stream().filter((field) -> key.equals(field.key())).findFirst();
            if (i == keys.length - 1 || found.isEmpty()) {
                return found;
            }
            level = FormComponent.fieldsOf(found.get().components());
        }
        return Optional.empty();
    }

    /** Paths of all fields, in order, those of rows as {@code problems[].cause}. */
    public Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        collectPaths(fields(), "", paths);
        return paths;
    }

    /** Names of the options that the caller has to give for this form. */
    public Set<String> valuesKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (String path : paths()) {
            find(path).map(FormComponent::valuesKey).ifPresent(keys::add);
        }
        return keys;
    }

    /** The form with data in it, for the fragments of {@code forms/form}. */
    public FormView view(Map<String, Object> data, Map<String, List<FormComponent.Option>> options) {
        return FormView.of(this, data, options);
    }

    private static void collectPaths(List<FormComponent> fields, String prefix, Set<String> paths) {
        for (FormComponent field : fields) {
            paths.add(prefix + field.key());
            if (field.type() == FormComponent.Type.REPEATED_GROUP) {
                collectPaths(FormComponent.fieldsOf(field.components()), prefix + field.key() + "[].", paths);
            }
        }
    }

}
