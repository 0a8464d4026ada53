package org.sanxing.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A form as a {@code .form} file describes it, read and known to be supported.
 *
 * @param id the form's id, e.g. {@code reflection-review}
 * @param components in order
 */
public record FormSchema(String id, List<FormComponent> components) {

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

    /**
     * Where the form does not give what the code reads.
     * @param element whose form it is
     * @param keys paths of the fields that it reads
     * @param understood by path of a choice, the values that it understands
     */
    public List<Misfit> misfits(String element, Set<String> keys, Map<String, Set<String>> understood) {
        List<Misfit> misfits = new ArrayList<>();
        keys.stream()
            .filter((path) -> find(path).isEmpty())
            .sorted()
            .forEach((path) -> misfits.add(Misfit.of(path, "form-field", element)));
        understood.forEach((path, values) -> find(path).ifPresent((field) -> {
            String offered = values.stream().sorted().collect(Collectors.joining(", "));
            if (field.options().isEmpty()) {
                misfits.add(Misfit.of(path, "form-values", element, offered));
            }
            field.values()
                .stream()
                .filter((value) -> !values.contains(value))
                .forEach((value) -> misfits.add(Misfit.of(path, "form-option", element, offered, value)));
        }));
        return misfits;
    }

    /**
     * Conditions that compare a choice with what is none of its options: they never hold.
     */
    public List<Misfit> idleConditions() {
        List<Misfit> misfits = new ArrayList<>();
        collectIdle(this.components, Map.of(), "", misfits);
        return misfits;
    }

    private static void collectIdle(List<FormComponent> level, Map<String, FormComponent> around, String prefix,
            List<Misfit> misfits) {
        Map<String, FormComponent> visible = new HashMap<>(around);
        FormComponent.fieldsOf(level).forEach((field) -> visible.put(field.key(), field));
        for (FormComponent component : level) {
            String name = prefix + ((component.key() != null) ? component.key() : component.id());
            Stream.of(component.hide(), component.requiredWhen())
                .filter(Objects::nonNull)
                .flatMap((condition) -> condition.compared().stream())
                .forEach((compared) -> {
                    List<String> values = visible.get(compared.name()).values();
                    if (!values.isEmpty() && !values.contains(compared.text())) {
                        misfits.add(Misfit.of(name, "form-condition", compared.name(), compared.text(),
                                String.join(", ", values)));
                    }
                });
            boolean rows = component.type() == FormComponent.Type.REPEATED_GROUP;
            collectIdle(component.components(), visible, rows ? name + "[]." : prefix, misfits);
        }
    }

    /** The form with data in it, for the fragments of {@code forms/form}. */
    public FormView view(Map<String, Object> data, Map<String, List<FormComponent.Option>> options) {
        return FormView.of(this, data, options);
    }

    /**
     * What was chosen in the fields that take files.
     * @return ids by path of the field, e.g. {@code evidence} or
     * {@code measures[0].evidence}; fields in which nothing was chosen are left out
     */
    public Map<String, List<String>> files(Map<String, Object> data) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        collectFiles(fields(), data, "", files);
        return files;
    }

    private static void collectFiles(List<FormComponent> fields, Map<?, ?> data, String row,
            Map<String, List<String>> files) {
        for (FormComponent field : fields) {
            String path = Values.path(row, String.valueOf(field.key()));
            if (!(data.get(field.key()) instanceof List<?> values)) {
                continue;
            }
            if (field.type() == FormComponent.Type.FILES && !values.isEmpty()) {
                files.put(path, values.stream().map(String::valueOf).toList());
            }
            if (field.type() == FormComponent.Type.REPEATED_GROUP) {
                for (int i = 0; i < values.size(); i++) {
                    if (values.get(i) instanceof Map<?, ?> inner) {
                        collectFiles(FormComponent.fieldsOf(field.components()), inner, path + "[" + i + "]", files);
                    }
                }
            }
        }
    }

    private static void collectPaths(List<FormComponent> fields, String prefix, Set<String> paths) {
        for (FormComponent field : fields) {
            paths.add(prefix + field.key());
            if (field.type() == FormComponent.Type.REPEATED_GROUP) {
                collectPaths(FormComponent.fieldsOf(field.components()), prefix + field.key() + "[].", paths);
            }
        }
    }

    /**
     * @param path of the field
     * @param code in the bundle {@code faults}
     * @param arguments what its words name
     */
    public record Misfit(String path, String code, List<Object> arguments) {

        static Misfit of(String path, String code, Object... arguments) {
            return new Misfit(path, code, List.of(arguments));
        }

    }

}
